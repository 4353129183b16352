package millwright.connectors.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which code of the catalogue a building's words for a state mean. A word that is in no list means nothing. */
enum Words {
    LEAK(Map.of(
            0, List.of("noleak", "normal", "dry", "ok", "clear", "noalarm"),
            1, List.of("suspected", "warning"),
            2, List.of("leak", "leakdetected", "wet", "alarm"))),
    FAULT(Map.of(0, List.of("nofault", "normal", "ok", "healthy"), 2, List.of("fault", "faulted", "failed"))),
    ISOLATION(Map.of(
            0, List.of("notisolated", "connected", "normal", "noisolation"), 1, List.of("isolated", "disconnected"))),
    REQUEST(Map.of(
            0, List.of("noisolationrequested", "isolationnotrequested", "notrequested", "norequest"),
            1, List.of("isolationrequested", "requested", "request"))),
    RUNNING(Map.of(
            0, List.of("notoperating", "off", "stopped", "notrunning", "standby", "idle"),
            1, List.of("operating", "on", "running", "started"))),
    /** That it operates says nothing of whether it is closed. */
    BREAKER(Map.of(0, List.of("open", "opened", "tripped", "off"), 1, List.of("closed", "close", "on"))),
    AVAILABLE(Map.of(
            0, List.of("notavailable", "unavailable", "outofservice"), 1, List.of("available", "inservice", "ready")));

    private final Map<String, Integer> codes = new HashMap<>();

    Words(Map<Integer, List<String>> words) {
        words.forEach((code, all) -> all.forEach(word -> codes.put(word, code)));
    }

    /** What is known of these texts. */
    Map<Long, Integer> meaning(Map<Long, String> texts) {
        Map<Long, Integer> meaning = new HashMap<>();
        texts.forEach((value, text) -> {
            Integer code = codes.get(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
            if (code != null) {
                meaning.put(value, code);
            }
        });
        return meaning;
    }
}
