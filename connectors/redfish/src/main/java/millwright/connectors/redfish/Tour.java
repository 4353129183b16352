package millwright.connectors.redfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One walk through the resources of a controller. Each is asked for once, however often and in whatever circle links lead to
 * it; links to other servers are not followed. Ends at {@value #MOST} resources and at the third question in a row that
 * finds no answer. One thread.
 */
final class Tour {
    static final int MOST = 5_000;
    private static final int MOST_MEMBERS = 2_000;
    private static final int PATIENCE = 3;

    /** What is done between two questions: a command must not wait for the end of a long walk. */
    interface Between {
        void turn() throws IOException, InterruptedException;
    }

    private final Client client;
    private final Between between;
    private final Map<String, Optional<Document>> seen = new HashMap<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int problemCount;
    private int asked;
    private int unanswered;

    Tour(Client client, Between between) {
        this.client = client;
        this.between = between;
    }

    /** Problems so far, in words. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (!elsewhere.isEmpty()) {
            all.add(elsewhere.size() + " links to other servers were not followed, for example "
                    + elsewhere.iterator().next());
        }
        return all;
    }

    int problemCount() {
        return problemCount;
    }

    /** The root of the service, without which there is nothing. */
    Document root() throws IOException, InterruptedException {
        return client.get("/redfish/v1/");
    }

    /** Where a link of the resource leads, if it stays on this controller. */
    Optional<String> path(Document from, String pointer) {
        return from.link(pointer).flatMap(this::local);
    }

    Optional<String> local(String link) {
        Optional<String> path = Paths.local(link, client.address());
        if (path.isEmpty() && elsewhere.size() < 100) {
            elsewhere.add(link.length() > 120 ? link.substring(0, 120) + "…" : link);
        }
        return path;
    }

    Optional<Document> follow(Document from, String pointer) throws IOException, InterruptedException {
        Optional<String> path = path(from, pointer);
        return path.isEmpty() ? Optional.empty() : get(path.get());
    }

    /** Nothing when the controller does not give it or it cannot be understood; that is noted. */
    Optional<Document> get(String path) throws IOException, InterruptedException {
        String key = Paths.key(path);
        Optional<Document> known = seen.get(key);
        if (known != null) {
            return known;
        }
        if (asked++ >= MOST) {
            problem("more than " + MOST + " resources; the rest was not looked at");
            return Optional.empty();
        }
        between.turn();
        Optional<Document> found = ask(path);
        seen.put(key, found);
        return found;
    }

    private Optional<Document> ask(String path) throws IOException, InterruptedException {
        try {
            Document document = client.get(path);
            unanswered = 0;
            return Optional.of(document);
        } catch (Refusal e) {
            if (e.isBusy() || e.status() == 401) {
                throw e;
            }
            unanswered = 0;
            problem(String.valueOf(e.getMessage()));
        } catch (Garbled e) {
            unanswered = 0;
            problem(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problem(path + ": " + e.getMessage());
            if (++unanswered >= PATIENCE) {
                throw e;
            }
        }
        return Optional.empty();
    }

    /** The members of a collection, page by page, each asked for unless the collection holds it whole. */
    List<Document> members(Document from, String pointer) throws IOException, InterruptedException {
        List<Document> members = new ArrayList<>();
        Set<String> pages = new HashSet<>();
        Set<String> places = new HashSet<>();
        Optional<String> page = path(from, pointer);
        while (page.isPresent() && pages.add(page.get())) {
            Optional<Document> collection = get(page.get());
            if (collection.isEmpty()) {
                break;
            }
            for (Document item : collection.get().items("Members")) {
                Optional<String> path = item.text("@odata.id").flatMap(this::local);
                boolean below = path.isPresent() && !isAbove(path.get(), page.get());
                if (below && members.size() < MOST_MEMBERS && places.add(Paths.key(path.get()))) {
                    member(item, path.get()).ifPresent(members::add);
                }
            }
            page = collection.get().text("Members@odata.nextLink").flatMap(this::local);
        }
        return members;
    }

    /** A collection that holds itself or what holds it would be a circle. */
    private static boolean isAbove(String path, String collection) {
        int query = collection.indexOf('?');
        String self = Paths.key(query < 0 ? collection : collection.substring(0, query));
        return (self + "/").startsWith(Paths.key(path) + "/");
    }

    private Optional<Document> member(Document item, String path) throws IOException, InterruptedException {
        if (item.isWhole()) {
            Document whole = item.at(path);
            seen.put(Paths.key(path), Optional.of(whole));
            return Optional.of(whole);
        }
        return get(path);
    }

    /** Where an array of links leads, in its order. */
    List<String> paths(Document from, String pointer) {
        List<String> paths = new ArrayList<>();
        for (Document item : from.items(pointer)) {
            item.text("@odata.id").flatMap(this::local).map(Paths::key).ifPresent(paths::add);
        }
        return paths;
    }

    private void problem(String what) {
        problemCount++;
        if (problems.size() < 20) {
            problems.add(what);
        }
    }
}
