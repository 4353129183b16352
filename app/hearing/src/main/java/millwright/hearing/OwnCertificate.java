package millwright.hearing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with a certificate that it signed itself, as PEM files and for both ends of a connection. */
public final class OwnCertificate {
    private static final String ALIAS = "own";
    private static final String WORD = "of-the-test";
    /** Stores by name and whom they speak for; guarded by itself. */
    private static final Map<String, byte[]> MADE = new HashMap<>();

    private final KeyStore keys;
    private final Path certificate;
    private final Path key;

    private OwnCertificate(KeyStore keys, Path certificate, Path key) {
        this.keys = keys;
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Made by the JDK's keytool, which takes a second, so once in a process for a name and whom it speaks for; what a folder
     * has under this name already is taken.
     *
     * @param name of its files in the folder
     * @param speaksFor such as {@code ip:127.0.0.1} or {@code dns:localhost}; what follows the colon is the common name too
     */
    public static OwnCertificate in(Path folder, String name, String speaksFor)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        if (!Files.exists(store)) {
            Files.write(store, made(store, name + " for " + speaksFor, speaksFor));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), WORD.toCharArray());
        return new OwnCertificate(
                keys,
                pem(
                        folder.resolve(name + ".pem"),
                        "CERTIFICATE",
                        keys.getCertificate(ALIAS).getEncoded()),
                pem(
                        folder.resolve(name + ".key"),
                        "PRIVATE KEY",
                        keys.getKey(ALIAS, WORD.toCharArray()).getEncoded()));
    }

    private static byte[] made(Path store, String which, String speaksFor) throws IOException, InterruptedException {
        synchronized (MADE) {
            byte[] known = MADE.get(which);
            if (known == null) {
                make(store, speaksFor);
                known = Files.readAllBytes(store);
                MADE.put(which, known);
            }
            return known;
        }
    }

    private static void make(Path store, String speaksFor) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String commonName = speaksFor.substring(speaksFor.indexOf(':') + 1);
        Process made = new ProcessBuilder(List.of(
                        tool,
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        // its password is no secret: whoever opens the store need not work for it
                        "-J-Dkeystore.pkcs12.macIterationCount=1",
                        "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
                        "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + commonName,
                        "-ext",
                        "SAN=" + speaksFor,
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        WORD,
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    /** PEM; it is its own authority, so it serves as a {@code ca-file} too. */
    public Path certificate() {
        return certificate;
    }

    /** PEM. */
    public Path key() {
        return key;
    }

    /** From now on its files hold another's, as after a renewal; what was made of them before stays as it is. */
    public void renewAs(OwnCertificate other) throws IOException {
        Files.copy(other.certificate, certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(other.key, key, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of a server that shows it. */
    public SSLContext server() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers(), null, null);
        return context;
    }

    /** Of a server that shows it and lets nobody in but who shows another. */
    public HttpsConfigurator demanding(OwnCertificate caller) throws IOException, GeneralSecurityException {
        SSLContext context = between(managers(), caller);
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters terms = context.getDefaultSSLParameters();
                terms.setNeedClientAuth(true);
                connection.setSSLParameters(terms);
            }
        };
    }

    /** Of a client that trusts it and nobody else. */
    public SSLContext client() throws IOException, GeneralSecurityException {
        return between(null, this);
    }

    /** Of a client that shows it, and trusts another and nobody else. */
    public SSLContext clientOf(OwnCertificate server) throws IOException, GeneralSecurityException {
        return between(managers(), server);
    }

    private KeyManager[] managers() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, WORD.toCharArray());
        return managers.getKeyManagers();
    }

    private static SSLContext between(KeyManager @Nullable [] shown, OwnCertificate peer)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, peer.keys.getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trust.getTrustManagers(), null);
        return context;
    }
}
