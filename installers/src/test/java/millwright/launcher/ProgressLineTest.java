package millwright.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProgressLineTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void onATerminalItIsOneLineThatGoesAtTheEnd() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(2);
        try (ProgressLine line = new ProgressLine(err, true, () -> {
            asked.countDown();
            return "importing" + ProgressLine.percent(0.424);
        })) {
            asked.await();
        }
        String all = said.toString(StandardCharsets.UTF_8);
        assertTrue(all.contains("\r\u001b[Kimporting 42 %, 0 s; Ctrl+C ends it"), all);
        assertTrue(all.endsWith("\r\u001b[K") && !all.contains("\n"), all);
    }

    @Test
    void elsewhereItSaysNothing() {
        new ProgressLine(err, false, () -> "importing").close();
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatNobodyKnowsIsNoPercentage() {
        assertEquals("", ProgressLine.percent(Double.NaN));
    }
}
