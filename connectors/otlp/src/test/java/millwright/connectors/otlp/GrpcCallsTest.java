package millwright.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors as the protocol has them, to clients that misbehave over gRPC. */
class GrpcCallsTest {
    private static final Map<String, String> NODE = Map.of("host.name", "n17");

    private Served served;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        served = new Served();
        channel = NettyChannelBuilder.forAddress("localhost", served.grpcPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        served.close();
    }

    private ExportMetricsServiceResponse export(ExportMetricsServiceRequest request) {
        return MetricsServiceGrpc.newBlockingStub(channel).export(request);
    }

    private static ExportMetricsServiceRequest power(double watts) {
        Site site = new Site();
        return Site.request(NODE, MeaningTest.gauge("hw.host.power", site.at(watts, Map.of())));
    }

    private static ExportMetricsServiceRequest unreadable() {
        return ExportMetricsServiceRequest.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                1,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.copyFrom(new byte[] {10, 99, 1}))
                                        .build())
                        .build())
                .build();
    }

    @Test
    void allTakenHasNoPartialSuccess() throws InterruptedException {
        served.open();
        assertEquals(ExportMetricsServiceResponse.getDefaultInstance(), export(power(900)));
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 900));
    }

    @Test
    void partOfItRefusedIsAPartialSuccess() {
        served.open();
        Site site = new Site();
        var answer = export(Site.request(NODE, MeaningTest.gauge("hw.power", site.at(1, Map.of("hw.type", "gpu")))));
        assertEquals(1, answer.getPartialSuccess().getRejectedDataPoints());
        assertTrue(answer.getPartialSuccess().getErrorMessage().contains("without hw.id"));
    }

    @Test
    void garbageIsFinal() {
        served.open();
        Status status = assertThrows(StatusRuntimeException.class, () -> export(unreadable()))
                .getStatus();
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
        assertTrue(String.valueOf(status.getDescription()).contains("cut off at byte"), status.toString());
    }

    @Test
    void beforeItIsOpenASenderIsToldWhenToComeAgain() throws InvalidProtocolBufferException {
        StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, () -> export(power(900)));
        assertEquals(Status.Code.UNAVAILABLE, refusal.getStatus().getCode());
        RetryInfo retry = StatusProto.fromThrowable(refusal).getDetails(0).unpack(RetryInfo.class);
        assertEquals(Busy.RETRY_SECONDS, retry.getRetryDelay().getSeconds());
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedAndTheNextTaken() {
        served.open();
        ExportMetricsServiceRequest large = ExportMetricsServiceRequest.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.copyFrom(new byte[200 << 20]))
                                        .build())
                        .build())
                .build();
        StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, () -> export(large));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getStatus().getCode());
        // packed it is small, and still no more than it unpacks to
        refusal = assertThrows(
                StatusRuntimeException.class,
                () -> MetricsServiceGrpc.newBlockingStub(channel)
                        .withCompression("gzip")
                        .export(large));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getStatus().getCode());
        assertEquals(ExportMetricsServiceResponse.getDefaultInstance(), export(power(1)));
    }

    @Test
    void closedItAnswersAndOpenedAgainItTellsThePlantAnew() throws InterruptedException {
        served.open();
        export(power(1));
        served.feed.close();
        assertEquals(
                Status.Code.UNAVAILABLE,
                assertThrows(StatusRuntimeException.class, () -> export(power(2)))
                        .getStatus()
                        .getCode());
        served.events.clear();
        served.open();
        export(power(3));
        assertNotNull(served.frame("node.power", f -> f.values().asDouble(0) == 3 && f.revision() == 1));
    }
}
