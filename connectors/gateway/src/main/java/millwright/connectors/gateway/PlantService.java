package millwright.connectors.gateway;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.BiFunction;
import millwright.connectors.wire.BadMessage;
import millwright.connectors.wire.CatalogueCodec;
import millwright.connectors.wire.PlantCalls;
import millwright.connectors.wire.WindowCodec;
import millwright.plant.EntityId;
import millwright.plant.Plant;
import millwright.plant.v1.PlantGrpc;
import millwright.plant.v1.V1;
import millwright.series.Window;
import millwright.series.WindowQuery;
import org.jspecify.annotations.Nullable;

/** The service {@code millwright.plant.v1.Plant}: Attach, Query and Describe. Any thread. */
final class PlantService implements BindableService {
    private final Gateway gateway;

    PlantService(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServiceDescriptor generated = PlantGrpc.getServiceDescriptor();
        var attach = PlantCalls.attachAsBytes();
        ServiceDescriptor descriptor = ServiceDescriptor.newBuilder(generated.getName())
                .setSchemaDescriptor((ProtoFileDescriptorSupplier) generated.getSchemaDescriptor())
                .addMethod(attach)
                .addMethod(PlantGrpc.getQueryMethod())
                .addMethod(PlantGrpc.getDescribeMethod())
                .build();
        return ServerServiceDefinition.builder(descriptor)
                .addMethod(attach, new AttachCall(gateway))
                .addMethod(PlantGrpc.getQueryMethod(), ServerCalls.asyncUnaryCall(this::query))
                .addMethod(PlantGrpc.getDescribeMethod(), ServerCalls.asyncUnaryCall(this::describe))
                .build();
    }

    private void describe(V1.DescribeRequest request, StreamObserver<V1.DescribeReply> to) {
        to.onNext(CatalogueCodec.encode(gateway.history().describe()));
        to.onCompleted();
    }

    private void query(V1.QueryRequest request, StreamObserver<V1.QueryReply> to) {
        WindowQuery query;
        try {
            query = WindowCodec.decode(request);
            check(query);
        } catch (BadMessage e) {
            to.onError(Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        } catch (IllegalStateException e) {
            to.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
            return;
        }
        // The stage is answered by the observer; what handle returns is of no use.
        BiFunction<@Nullable List<Window>, @Nullable Throwable, Boolean> answer =
                (windows, problem) -> answer(to, windows, problem);
        var unused = gateway.history().query(query).handle(answer);
    }

    private void check(WindowQuery query) {
        if (gateway.catalogue().find(query.metric()).isEmpty()) {
            throw new BadMessage("metric", "the catalogue has no " + query.metric());
        }
        if (gateway.parts().scopes().apply(Callers.current()).isEverything()) {
            return;
        }
        Plant mine = gateway.plantFor(Callers.current());
        for (EntityId id : query.entities()) {
            if (mine.indexOf(id) < 0) {
                throw new BadMessage("entities", "there is no " + id);
            }
        }
    }

    private static boolean answer(
            StreamObserver<V1.QueryReply> to, @Nullable List<Window> windows, @Nullable Throwable problem) {
        if (windows != null) {
            to.onNext(WindowCodec.encode(windows));
            to.onCompleted();
        } else {
            String why = problem == null ? "no answer" : String.valueOf(problem.getMessage());
            to.onError(Status.UNAVAILABLE.withDescription(why).asRuntimeException());
        }
        return windows != null;
    }
}
