package millwright.connectors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignersTest {
    @TempDir
    private Path folder;

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Json event(String data) throws Garbled {
        return Json.of(("{\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8));
    }

    private Path pem(KeyPair pair) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        return Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    }

    private static String signed(KeyPair pair, String payload) throws GeneralSecurityException {
        String text = base64("{\"alg\":\"ES256\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return "\"" + text + "." + base64(signature.sign()) + "\"";
    }

    @Test
    void signedDataAreTakenAndForgedOnesAreNot() throws IOException, GeneralSecurityException {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(256);
        KeyPair pair = curve.generateKeyPair();
        KeyPair stranger = curve.generateKeyPair();
        Signers signers = new Signers(Map.of("k1", pem(pair)));
        assertEquals("x", signers.data(event(signed(pair, "{\"a\":\"x\"}"))).text("a"));
        String forged = signed(stranger, "{\"a\":\"x\"}");
        assertThrows(Garbled.class, () -> signers.data(event(forged)));
        assertThrows(Garbled.class, () -> signers.data(event("{\"a\":\"x\"}")));
    }

    @Test
    void withoutKeysDataAreReadAsTheyCome() throws IOException {
        Signers signers = new Signers(Map.of());
        assertEquals("x", signers.data(event("{\"a\":\"x\"}")).text("a"));
        assertThrows(Garbled.class, () -> signers.data(event("\"a.b\"")));
    }
}
