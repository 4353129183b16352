package millwright.connectors.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import millwright.feed.ActionProgress;
import millwright.feed.Alarm;
import millwright.feed.AuditHead;
import millwright.feed.Finding;
import millwright.feed.Frame;
import millwright.feed.Gap;
import millwright.feed.Incident;
import millwright.feed.Interval;
import millwright.feed.LinkState;
import millwright.feed.Occurrence;
import millwright.feed.PlantChanged;
import millwright.feed.PlantEvent;
import millwright.feed.Preview;
import millwright.feed.Receipt;
import millwright.feed.SourceState;
import millwright.feed.TimeState;
import millwright.feed.Waste;
import millwright.plant.v1.V1;
import org.jspecify.annotations.Nullable;

/** Events of a plant as messages that go down. Any thread. */
public final class EventCodec {
    private EventCodec() {}

    public static V1.PlantMessage encode(String epoch, long sequence, PlantEvent event) {
        V1.PlantMessage.Builder to =
                V1.PlantMessage.newBuilder().setEpoch(epoch).setSequence(sequence);
        switch (event) {
            case PlantChanged e -> to.setPlantChanged(PlantCodec.encode(e));
            case Frame e -> to.setFrame(FrameCodec.encode(e));
            case Occurrence e -> to.setOccurrence(FindingCodec.encode(e));
            case Finding e -> to.setFinding(FindingCodec.encode(e));
            case Incident e -> to.setIncident(FindingCodec.encode(e));
            case Alarm e -> to.setAlarm(FindingCodec.encode(e));
            case Preview e -> to.setPreview(ActionCodec.encode(e));
            case Receipt e -> to.setReceipt(ActionCodec.encode(e));
            case ActionProgress e -> to.setActionProgress(ActionCodec.encode(e));
            case Gap e -> to.setGap(StateCodec.encode(e));
            case SourceState e -> to.setSourceState(StateCodec.encode(e));
            case Interval e -> to.setInterval(StateCodec.encode(e));
            case Waste e -> to.setWaste(WasteCodec.encode(e));
            case AuditHead e -> to.setAuditHead(StateCodec.encode(e));
            case TimeState e -> to.setTimeState(StateCodec.encode(e));
            case LinkState e -> to.setLinkState(StateCodec.encode(e));
        }
        return to.build();
    }

    /**
     * The event of a message; null when it is none (Welcome, Heartbeat) or of a kind that this version does not know.
     *
     * @throws BadMessage naming the field
     */
    public static @Nullable PlantEvent decode(V1.PlantMessage from) {
        return switch (from.getMessageCase()) {
            case PLANT_CHANGED -> PlantCodec.decode(from.getPlantChanged());
            case FRAME -> FrameCodec.decode(from.getFrame());
            case OCCURRENCE -> FindingCodec.decode(from.getOccurrence());
            case FINDING -> FindingCodec.decode(from.getFinding());
            case INCIDENT -> FindingCodec.decode(from.getIncident());
            case ALARM -> FindingCodec.decode(from.getAlarm());
            case PREVIEW -> ActionCodec.decode(from.getPreview());
            case RECEIPT -> ActionCodec.decode(from.getReceipt());
            case ACTION_PROGRESS -> ActionCodec.decode(from.getActionProgress());
            case GAP -> StateCodec.decode(from.getGap());
            case SOURCE_STATE -> StateCodec.decode(from.getSourceState());
            case INTERVAL -> StateCodec.decode(from.getInterval());
            case WASTE -> WasteCodec.decode(from.getWaste());
            case AUDIT_HEAD -> StateCodec.decode(from.getAuditHead());
            case TIME_STATE -> StateCodec.decode(from.getTimeState());
            case LINK_STATE -> StateCodec.decode(from.getLinkState());
            case WELCOME, HEARTBEAT, MESSAGE_NOT_SET -> null;
        };
    }

    /** A message pushed by a source, null for a greeting or an unknown kind. @throws BadMessage naming the field */
    public static @Nullable PlantEvent decode(V1.PushMessage from) {
        return switch (from.getMessageCase()) {
            case PLANT_CHANGED -> PlantCodec.decode(from.getPlantChanged());
            case FRAME -> FrameCodec.decode(from.getFrame());
            case OCCURRENCE -> FindingCodec.decode(from.getOccurrence());
            case SOURCE_STATE -> StateCodec.decode(from.getSourceState());
            case RECEIPT -> ActionCodec.decode(from.getReceipt());
            case HELLO, MESSAGE_NOT_SET -> null;
        };
    }

    /**
     * Reads a message whose byte fields are views of {@code bytes}, which must not change while it is in use.
     *
     * @throws IOException when the bytes are no such message
     */
    public static V1.PlantMessage parse(byte[] bytes) throws IOException {
        ByteString whole = UnsafeByteOperations.unsafeWrap(bytes);
        CodedInputStream in = whole.newCodedInput();
        in.enableAliasing(true);
        V1.PlantMessage message = V1.PlantMessage.parseFrom(in);
        in.checkLastTagWas(0);
        return message;
    }
}
