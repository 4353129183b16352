package millwright.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import millwright.connectors.gateway.Binding;
import millwright.connectors.gateway.Gateway;
import millwright.connectors.gateway.GatewayServer;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a gateway answers to clients that are not a desk of ours. */
@Execution(ExecutionMode.CONCURRENT)
class HostileClientTest {
    private final Gateway gateway = LinkAndGatewayTest.gateway("life");
    private GatewayServer server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        server = GatewayServer.listen(gateway, Binding.loopback(0), List.of());
        channel = NettyChannelBuilder.forAddress("localhost", server.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        gateway.close();
    }

    private Status attach(V1.DeskMessage... messages) throws Exception {
        CompletableFuture<Status> end = new CompletableFuture<>();
        StreamObserver<V1.DeskMessage> up = PlantGrpc.newStub(channel).attach(new StreamObserver<>() {
            @Override
            public void onNext(V1.PlantMessage message) {}

            @Override
            public void onError(Throwable problem) {
                end.complete(Status.fromThrowable(problem));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        });
        for (V1.DeskMessage message : messages) {
            up.onNext(message);
        }
        return end.get(20, TimeUnit.SECONDS);
    }

    private static V1.DeskMessage hello() {
        return V1.DeskMessage.newBuilder()
                .setHello(V1.Hello.getDefaultInstance())
                .build();
    }

    private static void refused(String field, Status status) {
        assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
        assertTrue(String.valueOf(status.getDescription()).startsWith("field " + field + ":"), status.toString());
    }

    @Test
    void badMessagesAreRefusedByField() throws Exception {
        refused("hello", attach(V1.DeskMessage.getDefaultInstance()));
        refused("hello", attach(hello(), hello()));
        refused("propose.action.header.proposer_kind", attach(hello(), propose(V1.ControlAction.newBuilder())));
        refused(
                "subscribe.wants.kind",
                attach(
                        hello(),
                        V1.DeskMessage.newBuilder()
                                .setSubscribe(V1.Subscribe.newBuilder()
                                        .addWants(V1.Want.newBuilder().setMetric("gpu.power")))
                                .build()));
        refused(
                "seek.speed",
                attach(
                        hello(),
                        V1.DeskMessage.newBuilder()
                                .setSeek(V1.Seek.newBuilder().setSpeed(Double.NaN))
                                .build()));
    }

    private static V1.DeskMessage propose(V1.ControlAction.Builder action) {
        return V1.DeskMessage.newBuilder()
                .setPropose(V1.Propose.newBuilder().setAction(action))
                .build();
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() throws Exception {
        Status status = attach(V1.DeskMessage.newBuilder()
                .setHello(V1.Hello.newBuilder().setClient("x".repeat(5 << 20)))
                .build());
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getCode());
    }

    @Test
    void badQueriesAreRefusedByField() {
        PlantGrpc.PlantBlockingStub plant = PlantGrpc.newBlockingStub(channel);
        V1.QueryRequest good = V1.QueryRequest.newBuilder()
                .setMetric("gpu.power")
                .setFrom(1)
                .setTo(2)
                .setColumns(1)
                .build();
        refused("columns", query(plant, good.toBuilder().setColumns(1 << 30)));
        refused("to", query(plant, good.toBuilder().setTo(0)));
        refused("metric", query(plant, good.toBuilder().setMetric("no.such")));
        refused("entities", query(plant, good.toBuilder().addEntities("")));
        assertTrue(plant.describe(V1.DescribeRequest.getDefaultInstance()).getMetricsCount() > 100);
    }

    private static Status query(PlantGrpc.PlantBlockingStub plant, V1.QueryRequest.Builder request) {
        return assertThrows(StatusRuntimeException.class, () -> plant.query(request.build()))
                .getStatus();
    }

    @Test
    void healthAndReflectionAreServed() throws Exception {
        assertEquals(
                ServingStatus.SERVING,
                HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus());
        CompletableFuture<String> services = new CompletableFuture<>();
        var up = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                services.complete(response.toString());
            }

            @Override
            public void onError(Throwable problem) {
                services.completeExceptionally(problem);
            }

            @Override
            public void onCompleted() {}
        });
        up.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        String all = services.get(20, TimeUnit.SECONDS);
        assertTrue(all.contains("millwright.plant.v1.Plant") && all.contains("millwright.plant.v1.Ingest"), all);
        up.onCompleted();
    }
}
