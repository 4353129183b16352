package millwright.bench;

/** What a drawing process said. @param wrong the first fault of a picture that was read back, or "" */
record Drawn(int frames, double p50, double p95, double p99, int read, int right, String wrong) {
    static Drawn of(String line) {
        String[] words = line.split(" ", 7);
        return new Drawn(
                Integer.parseInt(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]),
                words.length > 6 ? words[6] : "");
    }

    boolean sound() {
        return read > 0 && right == read;
    }

    String times() {
        return "p50 " + Table.number(p50) + ", p99 " + Table.number(p99) + " ms over " + frames + " frames";
    }

    String pictures() {
        return sound()
                ? right + " pictures read back from the screen"
                : "of " + read + " pictures " + right + ": " + wrong;
    }
}
