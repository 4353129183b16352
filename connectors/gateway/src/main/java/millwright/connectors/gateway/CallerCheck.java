package millwright.connectors.gateway;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import millwright.control.Caller;

/** Finds out who calls, by token or client certificate, before any call is served. Any thread. */
final class CallerCheck implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final Access access;

    CallerCheck(Access access) {
        this.access = access;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<Caller> caller = caller(call, headers);
        if (caller.isEmpty()) {
            call.close(
                    Status.UNAUTHENTICATED.withDescription(
                            "this gateway wants a token or a client certificate that it knows"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        Context context = Context.current().withValue(Callers.KEY, caller.get());
        return Contexts.interceptCall(context, call, headers, next);
    }

    private Optional<Caller> caller(ServerCall<?, ?> call, Metadata headers) {
        String token = headers.get(AUTHORIZATION);
        if (token != null && token.startsWith(BEARER)) {
            return access.byToken(token.substring(BEARER.length()).trim());
        }
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        Optional<Caller> certified = session == null ? Optional.empty() : byCertificate(session);
        return certified.isPresent() ? certified : access.local();
    }

    private Optional<Caller> byCertificate(SSLSession session) {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                Principal subject = certificate.getSubjectX500Principal();
                return access.byCertificate(subject.getName());
            }
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
