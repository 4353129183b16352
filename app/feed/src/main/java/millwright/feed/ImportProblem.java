package millwright.feed;

/**
 * Something in a file that could not be taken as it stands.
 *
 * @param line from 1; 0 when it concerns the whole file
 * @param field column, key or part; empty when it concerns the whole line
 */
public record ImportProblem(String file, long line, String field, String what, String remedy) {
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + ": "
                + (field.isEmpty() ? "" : field + ": ")
                + what
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
