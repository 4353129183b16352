package millwright.connectors.netbox;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import millwright.connectors.source.ParserWords;
import org.jspecify.annotations.Nullable;

/**
 * Objects out of NetBox's JSON: a page {@code {count, next, results}}, a list of objects, a list of pages. One object is in
 * memory at a time, of {@value #MAX_OBJECT} characters at most. One use, one thread.
 */
final class Pages {
    static final int MAX_OBJECT = 8 << 20;
    private static final int MAX_DEPTH = 64;
    private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

    /** @param next address of the page that follows, empty after the last @param page whether it was a page at all */
    record Page(String next, long count, int read, boolean page) {}

    /** Stops before one object fills the memory. */
    private static final class Bounded extends FilterReader {
        private long left = MAX_OBJECT;

        Bounded(Reader in) {
            super(in);
        }

        void anew() {
            left = MAX_OBJECT;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("one object is longer than " + (MAX_OBJECT >> 20) + " MiB");
            }
            int n = super.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }
    }

    private final String where;
    private final Bounded in;
    private final JsonReader json;
    private int read;

    /** @param where how errors name the text */
    Pages(String where, Reader text) {
        this.where = where;
        in = new Bounded(text);
        json = new JsonReader(in);
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(MAX_DEPTH);
    }

    /** Takes a keyed export's lists. */
    interface Sections {
        /** @return what takes the objects under that key, or null to skip it */
        Shelf.@Nullable Taker under(String key);
    }

    /** One list or page, to the end of the text. */
    Page whole(Shelf.Taker taker) throws IOException {
        return checked(() -> {
            Page page = value(taker);
            end();
            return page;
        });
    }

    /** One object whose keys name lists, to the end of the text. */
    void sections(Sections sections) throws IOException {
        Page unused = checked(() -> {
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                throw new IOException("lists under the names of their types are expected here, as {\"devices\": […]}");
            }
            json.beginObject();
            while (json.hasNext()) {
                Shelf.Taker taker = sections.under(json.nextName());
                if (taker == null) {
                    discard(3);
                } else {
                    value(taker);
                }
            }
            json.endObject();
            end();
            return new Page("", 0, read, false);
        });
    }

    private interface Reading {
        Page run() throws IOException;
    }

    private Page checked(Reading reading) throws IOException {
        try {
            return reading.run();
        } catch (JsonParseException | IllegalStateException | NumberFormatException | IOException e) {
            throw new Garbled(where + ": not JSON of NetBox: " + ParserWords.of(e), e);
        }
    }

    private void end() throws IOException {
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("something follows its end");
        }
    }

    private Page value(Shelf.Taker taker) throws IOException {
        if (json.peek() == JsonToken.BEGIN_ARRAY) {
            list(taker);
            return new Page("", -1, read, false);
        }
        if (json.peek() != JsonToken.BEGIN_OBJECT) {
            throw new IOException("a list or a page with \"results\" is expected");
        }
        return page(taker);
    }

    private Page page(Shelf.Taker taker) throws IOException {
        String next = "";
        long count = -1;
        boolean results = false;
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            if (key.equals("results") && json.peek() == JsonToken.BEGIN_ARRAY) {
                results = true;
                list(taker);
            } else if (key.equals("next") && json.peek() == JsonToken.STRING) {
                next = json.nextString();
            } else if (key.equals("count") && json.peek() == JsonToken.NUMBER) {
                count = json.nextLong();
            } else {
                skip();
            }
        }
        json.endObject();
        if (!results) {
            throw new IOException("it holds no \"results\"");
        }
        return new Page(next, count, read, true);
    }

    private void skip() throws IOException {
        in.anew();
        json.skipValue();
    }

    /** Goes over a list or page of any length, object by object. */
    private void discard(int levels) throws IOException {
        if (levels > 0 && json.peek() == JsonToken.BEGIN_ARRAY) {
            json.beginArray();
            while (json.hasNext()) {
                discard(levels - 1);
            }
            json.endArray();
        } else if (levels > 0 && json.peek() == JsonToken.BEGIN_OBJECT) {
            json.beginObject();
            while (json.hasNext()) {
                in.anew();
                String unused = json.nextName();
                discard(levels - 1);
            }
            json.endObject();
        } else {
            skip();
        }
    }

    private void list(Shelf.Taker taker) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            in.anew();
            JsonElement element = JSON.read(json);
            if (!(element instanceof JsonObject object)) {
                throw new IOException("an object is expected in a list, not " + brief(element));
            }
            if (object.has("results") && !object.has("id")) {
                for (JsonObject inner : Fields.objects(object, "results")) {
                    read++;
                    taker.take(inner);
                }
            } else {
                read++;
                taker.take(object);
            }
        }
        json.endArray();
    }

    private static String brief(JsonElement element) {
        String text = element.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
