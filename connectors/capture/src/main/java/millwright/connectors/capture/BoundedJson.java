package millwright.connectors.capture;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.internal.Streams;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads JSON and gives up when what is made of it would take more memory than is wanted; equal texts are one text. One
 * thread.
 */
final class BoundedJson extends JsonReader {
    /** A value that is first read as a tree may have so many words, of up to 140 bytes each. */
    private static final int TREE_WORDS = 150_000;

    /** A text that was not there before, with its place among those known; and one that was. */
    private static final int TEXT = 104;

    private static final int REPEATED = 24;
    private static final int LONG = 200;
    private static final int RECORD = 40;

    private final Map<String, String> texts = new HashMap<>();
    private final long mostBytes;
    private long bytes;
    private long words;
    private long mostWords = Long.MAX_VALUE;

    BoundedJson(Reader in, long mostBytes) {
        super(in);
        this.mostBytes = mostBytes;
    }

    /** The next value as a tree. */
    static JsonElement tree(JsonReader in) {
        if (!(in instanceof BoundedJson bounded)) {
            return Streams.parse(in);
        }
        long before = bounded.mostWords;
        bounded.mostWords = Math.min(before, bounded.words + TREE_WORDS);
        JsonElement tree = Streams.parse(in);
        bounded.mostWords = before;
        return tree;
    }

    private void take(int size) {
        bytes += size;
        if (++words > mostWords || bytes > mostBytes) {
            throw new JsonParseException("it has more parts than are read");
        }
    }

    @Override
    public void beginArray() throws IOException {
        take(RECORD);
        super.beginArray();
    }

    @Override
    public void beginObject() throws IOException {
        take(RECORD);
        super.beginObject();
    }

    @Override
    public String nextName() throws IOException {
        take(0);
        return super.nextName();
    }

    @Override
    public String nextString() throws IOException {
        String text = super.nextString();
        String known = text.length() > LONG ? null : texts.putIfAbsent(text, text);
        take(known == null ? TEXT + text.length() : REPEATED);
        return known == null ? text : known;
    }

    @Override
    public boolean nextBoolean() throws IOException {
        take(0);
        return super.nextBoolean();
    }

    @Override
    public void nextNull() throws IOException {
        take(0);
        super.nextNull();
    }

    @Override
    public double nextDouble() throws IOException {
        take(0);
        return super.nextDouble();
    }

    @Override
    public long nextLong() throws IOException {
        take(0);
        return super.nextLong();
    }

    @Override
    public int nextInt() throws IOException {
        take(0);
        return super.nextInt();
    }
}
