package millwright.desk.workspace;

import java.nio.charset.StandardCharsets;
import millwright.fuzz.Said;

/** A saved workspace. Only an IllegalArgumentException refuses it; what was read is written and read the same. */
public final class WorkspaceFuzz {
    private WorkspaceFuzz() {}

    public static boolean understands(byte[] bytes) {
        Workspace read;
        try {
            read = WorkspaceText.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            Said.inOneLine(e);
            return false;
        }
        String written = WorkspaceText.write(read);
        if (!WorkspaceText.write(WorkspaceText.read(written)).equals(written)) {
            throw new AssertionError("written otherwise the second time: " + written);
        }
        return true;
    }
}
