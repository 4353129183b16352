package millwright.connectors.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the log records of a request in JSON; members may come in any order, unknown ones are passed over. One thread. */
final class JsonLogs {
    /** A record before its resource is known. */
    private static final class Draft {
        private Attributes attributes = Attributes.NONE;
        private long time;
        private long observed;
        private long severity;
        private String text = "";
    }

    private final JsonTree in;
    private final LogBatch batch;

    private JsonLogs(JsonTree in, LogBatch batch) {
        this.in = in;
        this.batch = batch;
    }

    /** @throws BadBody when it is not such a request */
    static LogBatch read(byte[] body) {
        LogBatch batch = new LogBatch();
        JsonTree.read(body, "resourceLogs", in -> new JsonLogs(in, batch)::resource);
        return batch;
    }

    private void resource() throws IOException {
        Attributes[] resource = {Attributes.NONE};
        List<Draft> drafts = new ArrayList<>();
        in.object(name -> {
            switch (name) {
                case "resource" -> resource[0] = in.attributesWithin();
                case "scopeLogs" -> in.list(() -> scope(drafts));
                default -> in.skip();
            }
        });
        for (Draft d : drafts) {
            batch.add(LogDecoder.of(resource[0], d.attributes, d.time, d.observed, d.severity, d.text));
        }
    }

    private void scope(List<Draft> drafts) throws IOException {
        in.only(
                "logRecords",
                () -> in.list(() -> {
                    Draft draft = record();
                    // what is over the bound is counted there, and not gathered here
                    if (drafts.size() < LogBatch.MOST) {
                        drafts.add(draft);
                    } else {
                        batch.over();
                    }
                }));
    }

    private Draft record() throws IOException {
        Draft draft = new Draft();
        in.object(name -> {
            switch (name) {
                case "timeUnixNano" -> draft.time = in.whole();
                case "observedTimeUnixNano" -> draft.observed = in.whole();
                case "severityNumber" -> draft.severity = in.whole();
                case "body" -> draft.text = in.value().toString();
                case "attributes" -> draft.attributes = in.attributes();
                default -> in.skip();
            }
        });
        return draft;
    }
}
