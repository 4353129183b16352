package millwright.connectors.logs;

/** Makes lines of bytes as they come, in pieces of any length. One thread; keeps one unfinished line or entry. */
interface Decoder {
    /** Takes what was read. */
    @FunctionalInterface
    interface Lines {
        /** @param offset in its file or stream where the line begins */
        void accept(LogLine line, long offset);
    }

    void take(byte[] bytes, int length, Lines lines);

    /** A file began anew or a stream was opened anew. @param offset of what comes next */
    void restart(long offset);

    /** Lines or entries that could not be read, so far. */
    long problems();
}
