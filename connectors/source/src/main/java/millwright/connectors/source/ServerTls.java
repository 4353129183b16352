package millwright.connectors.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What an end of a connection shows to prove whose it is, and whom it believes, from PEM files. Any thread; files over 1 MiB are refused.
 * Every error names its file in one line and tells nothing of what a key file holds.
 */
public final class ServerTls {
    static final long MOST = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([^-]*)-----END \\1PRIVATE KEY-----");

    private static final String CERTIFICATE = "CERTIFICATE-----";
    private static final Pattern CERTIFICATES =
            Pattern.compile("-----BEGIN ((?:X509 )?)CERTIFICATE-----[^-]*-----END \\1CERTIFICATE-----");

    private ServerTls() {}

    /** Certificates of a file, its own first where it is a chain. */
    public static List<Certificate> certificates(Path pem) throws IOException {
        try {
            List<Certificate> all = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(certificatesOf(bytes(pem))));
            if (all.isEmpty()) {
                throw new CertificateException("empty");
            }
            return all;
        } catch (CertificateException e) {
            throw new IOException(pem + " is no certificate; it wants PEM", e);
        }
    }

    /** Beside them a file may hold the key. */
    private static ByteArrayInputStream certificatesOf(byte[] file) throws CertificateException {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        StringBuilder all = new StringBuilder();
        Matcher found = CERTIFICATES.matcher(text);
        while (found.find()) {
            all.append(found.group()).append('\n');
        }
        if (all.isEmpty()) {
            return new ByteArrayInputStream(file);
        }
        if (text.split(CERTIFICATE, -1).length != all.toString().split(CERTIFICATE, -1).length) {
            throw new CertificateException("cut off");
        }
        return new ByteArrayInputStream(all.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same as the libraries of TLS take them. */
    public static X509Certificate[] chain(Path pem) throws IOException {
        return certificates(pem).stream().map(X509Certificate.class::cast).toArray(X509Certificate[]::new);
    }

    /** The key of a file that belongs to a certificate. */
    public static PrivateKey key(Path pem, Certificate certificate) throws IOException {
        Matcher found = KEY.matcher(new String(bytes(pem), StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new IOException(pem + " holds no private key; it wants PEM");
        }
        if (!found.group(1).isEmpty()) {
            throw new IOException(
                    pem + " holds a key of another form or behind a password; 'openssl pkcs8 -topk8 -nocrypt"
                            + " -in FILE' makes one that can be read");
        }
        try {
            byte[] plain = Base64.getMimeDecoder().decode(found.group(2));
            PrivateKey key = KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(plain));
            if (!belong(key, certificate)) {
                throw new IOException(pem + " is not the key of the certificate");
            }
            return key;
        } catch (InvalidKeySpecException e) {
            throw new IOException(pem + " is not the key of the certificate, or is damaged", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(pem + " holds no key that can be used: it is damaged or of a kind not known here", e);
        }
    }

    private static boolean belong(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] anything = "whose".getBytes(StandardCharsets.US_ASCII);
        Signature sign = Signature.getInstance(algorithm);
        sign.initSign(key);
        sign.update(anything);
        Signature verify = Signature.getInstance(algorithm);
        verify.initVerify(certificate.getPublicKey());
        verify.update(anything);
        return verify.verify(sign.sign());
    }

    /**
     * For either end.
     *
     * @param peers authorities of the other end; empty where a caller has to show no certificate, and where a caller trusts
     *     those that this machine knows
     */
    public static SSLContext context(Path certificate, Path key, Optional<Path> peers) throws IOException {
        List<Certificate> chain = certificates(certificate);
        PrivateKey own = key(key, chain.getFirst());
        try {
            char[] word = {};
            KeyStore keys = empty();
            keys.setKeyEntry("own", own, word, chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, word);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), peers.isPresent() ? trusted(peers.get()) : null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up from " + certificate + ": " + e.getMessage(), e);
        }
    }

    /** Of a caller that believes the authorities of a file and no others. */
    public static SSLContext trusting(Path authorities) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted(authorities), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + ": not a certificate of an authority: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trusted(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        int n = 0;
        for (Certificate authority : certificates(authorities)) {
            trusted.setCertificateEntry("ca" + n++, authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] bytes(Path pem) throws IOException {
        try {
            if (Files.isDirectory(pem)) {
                throw new IOException(pem + " is a folder; it wants a file of PEM");
            }
            if (Files.size(pem) > MOST) {
                throw new IOException(pem + " is larger than 1 MiB; it wants PEM");
            }
            return Files.readAllBytes(pem);
        } catch (NoSuchFileException e) {
            throw new IOException(pem + ": there is no such file", e);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new IOException(pem + " may not be read by this user", e);
        } catch (FileSystemException e) {
            throw new IOException(pem + " cannot be read: " + e.getReason(), e);
        }
    }
}
