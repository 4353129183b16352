package millwright.connectors.netbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import millwright.connectors.config.ConfigNode;
import millwright.fuzz.Said;
import millwright.fuzz.Scratch;

/** An export of NetBox in one file, made into a plant. Only an IOException refuses it. */
public final class ExportFuzz {
    private static final NetboxConfig CONFIG =
            NetboxConfig.of(ConfigNode.parse("fuzz", "{protocol: netbox, export: /nowhere}"));

    private ExportFuzz() {}

    public static boolean understands(byte[] bytes) {
        Path file = Scratch.file("netbox/export.json", bytes);
        try (ExportShelf shelf = new ExportShelf(file)) {
            Stock stock = new Reading(CONFIG, Set.of()).of(shelf);
            Layout.of(stock, CONFIG);
            return stock.problems.count() == 0;
        } catch (IOException e) {
            Said.inOneLine(e);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
