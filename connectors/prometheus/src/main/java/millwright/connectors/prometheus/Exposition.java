package millwright.connectors.prometheus;

import java.util.List;
import java.util.Map;

/** What one answer of an endpoint held. @param types metric family to type word @param problems one line each, capped */
record Exposition(List<Sample> samples, Map<String, String> types, List<String> problems, int problemCount) {}
