package millwright.connectors.source;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Lets every certificate pass and remembers whether it should not have: for questions without secrets. One connection's. */
final class LenientTrust extends X509ExtendedTrustManager {
    private final List<X509ExtendedTrustManager> usual;
    private volatile boolean doubted;

    private LenientTrust(List<X509ExtendedTrustManager> usual) {
        this.usual = usual;
    }

    static LenientTrust make() throws IOException {
        try {
            TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            known.init((KeyStore) null);
            return new LenientTrust(List.of(known.getTrustManagers()).stream()
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .toList());
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS on this machine: " + e.getMessage(), e);
        }
    }

    /** Whether a certificate was by nobody who is known here, or for another name. */
    boolean doubted() {
        return doubted;
    }

    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS on this machine: " + e.getMessage(), e);
        }
    }

    private interface Check {
        void by(X509ExtendedTrustManager usual) throws CertificateException;
    }

    private void note(Check check) {
        try {
            for (X509ExtendedTrustManager manager : usual) {
                check.by(manager);
            }
        } catch (CertificateException e) {
            doubted = true;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        note(usual -> usual.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
        note(usual -> usual.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        note(usual -> usual.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
