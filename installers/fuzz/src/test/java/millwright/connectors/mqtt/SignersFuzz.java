package millwright.connectors.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;

/** Events of the grid whose data are signed, where keys of both kinds are known. Only Garbled refuses one. */
public final class SignersFuzz {
    private static final String CURVE =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Y+5sCdUUeGyZtLJoynLGV4K33pg/RjOhTNVJ1l46NzXY5R4gnl726mCvE14HHsm "
                    + "bkx+dM/aq4CG8UJS/KSrhQ==";
    private static final String RSA =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Lh4ssgstiUUB0b356wxxSDvkNPVRmxHPt6SszahmEa/zsdSQnCEWYej"
                    + " 0k2+j7MbU2d6o4bIS89OyFahtpQDbVVPFTXolbEYSPfCHO0RbASImC4DEGTRnOjlJ5SPfTG/c4aK8o6VmHEMaa43dOw5tTQey+nQ"
                    + " JhPx/XuMb68/Hyrw/qqj4lb/G7Xc6+ddWnQdaqfiyr56Z73dYEX7R1HQLVVcSyA41Skcnts8vU2p+xHXpoVP31gg3b8gd/YHtf1h"
                    + " YVH96dOw54U0Ve4wx9IK7/o7ESEOB5dLZf0TNjoo+G1i1rEDYxg7W/rc/SNdcDMh/3hWv7o23nzKXvJDNcg3JwIDAQAB";
    private static final Signers SIGNERS = signers();

    private SignersFuzz() {}

    private static Signers signers() {
        try {
            return new Signers(Map.of("curve", key("curve.pem", CURVE), "rsa", key("rsa.pem", RSA)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path key(String name, String body) {
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
        return Scratch.file(name, pem.getBytes(StandardCharsets.US_ASCII));
    }

    public static boolean understands(byte[] bytes) {
        try {
            SIGNERS.data(Json.of(bytes));
            return true;
        } catch (Garbled e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
