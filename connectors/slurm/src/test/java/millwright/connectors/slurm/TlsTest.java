package millwright.connectors.slurm;

import java.time.InstantSource;
import millwright.connectors.config.ConfigNode;
import millwright.feed.Feed;
import millwright.hearing.PeerBehindTls;

/** A slurmrestd behind TLS by an authority that only the site knows. */
class TlsTest extends PeerBehindTls {
    @Override
    protected String answer(String path) {
        return path.equals("/openapi/v3")
                ? "{\"paths\":{\"/slurm/v0.0.40/nodes\":{\"get\":{}},\"/slurm/v0.0.40/jobs\":{\"get\":{}}}}"
                : "{\"nodes\":[{\"name\":\"n1\",\"hostname\":\"n1\",\"state\":[\"IDLE\"]}],\"jobs\":[],\"partitions\":[],\"errors\":[]}";
    }

    @Override
    protected Feed feed(String address, String more) {
        ConfigNode block = ConfigNode.parse("test.yaml", "protocol: slurm\nurl: \"" + address + "\"\n" + more);
        return new SlurmProvider().create(block, InstantSource.system());
    }
}
