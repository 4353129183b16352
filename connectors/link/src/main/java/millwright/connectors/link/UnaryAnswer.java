package millwright.connectors.link;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A unary call as a future that fails with one line for people. */
final class UnaryAnswer {
    private static final long PATIENCE_SECONDS = 20;

    private UnaryAnswer() {}

    static <Q, A> CompletableFuture<A> of(Channel channel, MethodDescriptor<Q, A> method, Q question) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        var call = channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS));
        ClientCalls.asyncUnaryCall(call, question, new StreamObserver<A>() {
            @Override
            public void onNext(A value) {
                answer.complete(value);
            }

            @Override
            public void onError(Throwable problem) {
                Status status = Status.fromThrowable(problem);
                String why = status.getDescription() == null ? status.getCode().name() : status.getDescription();
                answer.completeExceptionally(new IOException(why, problem));
            }

            @Override
            public void onCompleted() {}
        });
        return answer;
    }
}
