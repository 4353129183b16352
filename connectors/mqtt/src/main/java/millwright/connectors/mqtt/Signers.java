package millwright.connectors.mqtt;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys by which the data of grid messages are signed (JWS compact, ES256 or RS256). Without any key, data are taken
 * as they come and {@link #check} says so. Immutable; any thread.
 */
final class Signers {
    private static final int LARGEST = 64 * 1024;

    private final Map<String, PublicKey> keys = new HashMap<>();

    /** @param files PEM public keys by key id @throws IOException naming the file that is none */
    Signers(Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            keys.put(entry.getKey(), key(entry.getValue()));
        }
    }

    boolean check() {
        return !keys.isEmpty();
    }

    private static PublicKey key(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new IOException(file + " must be a PEM file of a public key");
        }
        String body = Files.readString(file, StandardCharsets.US_ASCII)
                .replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
                .replaceAll("\\s", "");
        for (String algorithm : new String[] {"EC", "RSA"}) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                continue; // the other kind, or told below
            }
        }
        throw new IOException(file + " holds no public key of EC or RSA in PEM ('-----BEGIN PUBLIC KEY-----')");
    }

    /** The {@code data} of an event, its signature looked at where keys are known. */
    Json data(Json event) throws Garbled {
        JsonElement data = event.object().get("data");
        if (data != null && data.isJsonObject()) {
            if (check()) {
                throw event.wrong("data", "is not signed");
            }
            return event.child("data");
        }
        String jws = event.longText("data").orElseThrow(() -> event.wrong("data", "must be a signed text (JWS)"));
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw event.wrong("data", "must be header.payload.signature (JWS)");
        }
        if (check()) {
            verify(event, parts);
        }
        return Json.of(decoded(event, parts[1]));
    }

    private void verify(Json event, String[] parts) throws Garbled {
        Json header = Json.of(decoded(event, parts[0]));
        String id = header.text("kid");
        PublicKey key = keys.get(id);
        if (key == null) {
            throw event.wrong("data", "is signed by '" + id + "', which is not among 'signers'");
        }
        String algorithm = switch (header.text("alg") + "/" + key.getAlgorithm()) {
            case "ES256/EC" -> "SHA256withECDSAinP1363Format";
            case "RS256/RSA" -> "SHA256withRSA";
            default ->
                throw event.wrong("data", "is signed by " + header.text("alg") + "; ES256 or RS256 fit the keys");
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(decoded(event, parts[2]))) {
                throw event.wrong("data", "is not what '" + id + "' signed");
            }
        } catch (GeneralSecurityException e) {
            throw event.wrong("data", "has a signature that cannot be checked: " + e.getMessage());
        }
    }

    private static byte[] decoded(Json event, String part) throws Garbled {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw event.wrong("data", "is not base64url");
        }
    }
}
