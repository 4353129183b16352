package millwright.bench;

/** Whether the work was really done, and how that was seen, for example {@code 34,560,000 samples equal}. */
public record Proof(boolean holds, String how) {
    public static Proof that(boolean holds, String how) {
        return new Proof(holds, how);
    }
}
