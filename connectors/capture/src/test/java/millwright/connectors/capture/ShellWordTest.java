package millwright.connectors.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files in commands that people are told to copy. */
class ShellWordTest {
    @TempDir
    Path folder;

    @Test
    void aQuoteInANameDoesNotEndTheWord() {
        assertEquals("'plain name.mwcap'", ShellWord.of("plain name.mwcap"));
        assertEquals("'a'\\''$(touch x)'\\''.mwcap'", ShellWord.of("a'$(touch x)'.mwcap"));
    }

    @Test
    void whatATerminalWouldObeyIsNotPrinted() {
        assertEquals("'a?b?[2Jc?d'", ShellWord.of("a\nb\u001b[2Jc\u202ed"));
    }

    @Test
    void theAdviceOnAnUnfinishedRecordingIsOneWordAndNoCommandOfItsName() {
        Path file = folder.resolve("x'; touch y; '.mwcap");
        Recorded.record(file, Recorded.events(5, 7), false);
        String said =
                assertThrows(CaptureException.class, () -> Capture.open(file)).getMessage();
        assertTrue(said.contains("--recover '" + file.toString().replace("'", "'\\''") + "';"), said);
    }
}
