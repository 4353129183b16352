package millwright.connectors.netbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import millwright.connectors.source.HttpReader;
import millwright.connectors.source.PeerDate;

/**
 * A NetBox over its REST interface: one page after the other, each 64 MiB at most. Of what it says of the next page only
 * the query is taken, and only when it names the same host, so that no answer can send a token elsewhere.
 */
final class LiveShelf implements Shelf {
    private static final int MOST_PAGES = 100_000;

    private final NetboxConfig config;
    private final URI base;
    private final HttpReader reader;

    LiveShelf(NetboxConfig config, URI url, InstantSource clock) throws IOException {
        this.config = config;
        String path = String.valueOf(url.getRawPath()).replaceFirst("/+$", "").replaceFirst("/api$", "");
        this.base = url.resolve((path.isEmpty() || path.equals("null") ? "" : path) + "/api/dcim/");
        this.reader = new HttpReader(config.access(), clock);
    }

    @Override
    public boolean read(ObjectType type, Taker taker) throws IOException, InterruptedException {
        Set<String> asked = new HashSet<>();
        String query = "limit=" + config.page() + "&ordering=id" + type.query();
        long read = 0;
        while (!query.isEmpty()) {
            if (!asked.add(query) || asked.size() > MOST_PAGES) {
                throw new Garbled(type.list() + ": its pages lead in a circle, at ?" + query);
            }
            URI at = base.resolve(type.list() + "/?" + query);
            Pages.Page page = page(at, taker, type);
            read += page.read();
            query = next(page, type);
            if (!query.isEmpty() && page.read() == 0) {
                throw new Garbled(type.list() + ": an empty page says that another follows");
            }
            if (query.isEmpty() && page.count() > read) {
                throw new Garbled(type.list() + ": its last page came after " + read + " of " + page.count());
            }
        }
        return true;
    }

    private Pages.Page page(URI at, Taker taker, ObjectType type) throws IOException, InterruptedException {
        HttpReader.Answer answer = reader.send("GET", at, headers(), new byte[0]);
        if (answer.status() != 200) {
            throw new IOException(type.list() + ": answered " + answer.status() + HttpReader.hint(answer.status()));
        }
        InputStreamReader text = new InputStreamReader(new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8);
        Pages.Page page = new Pages(type.list(), text).whole(taker);
        if (!page.page()) {
            throw new Garbled(type.list() + ": a list without pages; is this the address of a NetBox?");
        }
        return page;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        if (config.token().isPresent()) {
            String token = config.token().get().read();
            if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IOException("the token holds characters that cannot stand in a header");
            }
            // the newer kind of token, known by how it begins, wants another word before it
            headers.put("Authorization", (token.startsWith("nbt_") ? "Bearer " : "Token ") + token);
        }
        return headers;
    }

    private String next(Pages.Page page, ObjectType type) throws IOException {
        if (page.next().isEmpty()) {
            return "";
        }
        try {
            URI next = base.resolve(URI.create(page.next()));
            // behind a proxy NetBox often tells the scheme and port that it sees itself
            if (!String.valueOf(next.getHost()).equalsIgnoreCase(base.getHost())) {
                throw new Garbled(type.list() + ": the next page is said to be on another host (" + next.getHost()
                        + "); it is not asked");
            }
            return next.getRawQuery() == null ? "" : next.getRawQuery();
        } catch (IllegalArgumentException e) {
            throw new Garbled(type.list() + ": the address of the next page is none", e);
        }
    }

    @Override
    public String renewal() {
        return reader.renewal();
    }

    @Override
    public Optional<PeerDate> clock() {
        return reader.clockOf(base);
    }

    @Override
    public void close() {
        reader.close();
    }
}
