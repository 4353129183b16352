package millwright.connectors.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import millwright.connectors.config.ConfigNode;
import millwright.feed.ActionHeader;
import millwright.feed.ActionProgress;
import millwright.feed.Command;
import millwright.feed.ControlAction;
import millwright.feed.Feed;
import millwright.feed.Receipt;
import millwright.hearing.Hearing;
import millwright.plant.EntityId;
import millwright.plant.Times;

/** A slurm feed, everything that it says, and orders to it. */
final class Listening extends Hearing {
    Listening(Path folder, int port, String more) throws IOException {
        this(folder, port, more, InstantSource.system());
    }

    Listening(Path folder, int port, String more, InstantSource clock) throws IOException {
        super(feed(Files.writeString(folder.resolve("token"), "sesame\n"), port, more, clock));
    }

    private static Feed feed(Path token, int port, String more, InstantSource clock) {
        ConfigNode block = ConfigNode.parse("site.yaml", """
            protocol: slurm
            url: http://127.0.0.1:%d
            user: root
            token-file: %s
            every: 100ms
            timeout: 1s
            confirm: 1500ms
            partitions: { train: training }
            %s
            """.formatted(port, token, more));
        return new SlurmProvider().create(block, clock);
    }

    static ActionHeader header(String key) {
        long now = Times.nanos(Instant.now());
        return new ActionHeader(
                key, "op", ActionHeader.ProposerKind.PERSON, now, now + Times.HOUR, 0, "xid 79 on gpu 3");
    }

    void order(ControlAction action) {
        feed().send(new Command.Execute(action));
    }

    void drain(String key, String node) {
        order(new ControlAction.Drain(header(key), List.of(new EntityId(node))));
    }

    Receipt receipt(String key) throws InterruptedException {
        return await(Receipt.class, r -> r.key().equals(key));
    }

    ActionProgress outcome(String key) throws InterruptedException {
        return await(ActionProgress.class, p -> p.key().equals(key) && p.stage().isFinal());
    }
}
