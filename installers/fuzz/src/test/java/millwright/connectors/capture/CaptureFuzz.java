package millwright.connectors.capture;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;

/**
 * A capture of the target's own with some of its bytes changed: each five bytes of input are an offset and what is put
 * there. Only a CaptureException refuses it, and nothing is told that was never recorded.
 */
public final class CaptureFuzz {
    private static final int LONGEST = 200;
    private static final Recording GOOD = Recording.made();

    private CaptureFuzz() {}

    public static boolean understands(byte[] bytes) {
        byte[] file = GOOD.bytes().clone();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        for (int i = 0; i < LONGEST && in.remaining() >= 5; i++) {
            file[(int) (Integer.toUnsignedLong(in.getInt()) % file.length)] ^= in.get();
        }
        Path path = Scratch.file("capture/changed.mwcap", file);
        try (Capture capture = Capture.open(path)) {
            GOOD.check(capture);
            return capture.problemCount() == 0;
        } catch (CaptureException e) {
            Said.inOneLine(e);
            return false;
        }
    }
}
