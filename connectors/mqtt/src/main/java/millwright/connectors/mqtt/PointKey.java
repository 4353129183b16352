package millwright.connectors.mqtt;

import java.util.Optional;

/** What a point of the building is called in topics, whoever publishes it. */
record PointKey(String objectType, String pointType, String tagPath) {
    /** The building's own level among publishers. */
    static final String BUILDING = "PUB";

    /** What one topic of the building carries. @param publisher the building or an integration */
    record Heading(PointKey key, String publisher, boolean metadata) {}

    /** {@code ROOT/publisher/Value or Metadata/objectType/pointType/tagPath}; empty for any other topic. */
    static Optional<Heading> of(String root, String topic) {
        if (!topic.startsWith(root + "/")) {
            return Optional.empty();
        }
        String[] levels = topic.substring(root.length() + 1).split("/", 5);
        if (levels.length < 5 || levels[4].isEmpty()) {
            return Optional.empty();
        }
        boolean metadata = levels[1].equals("Metadata");
        if (!metadata && !levels[1].equals("Value")) {
            return Optional.empty();
        }
        return Optional.of(new Heading(new PointKey(levels[2], levels[3], levels[4]), levels[0], metadata));
    }

    /** Where {@code publisher} says its value. */
    String valueTopic(String root, String publisher) {
        return root + "/" + publisher + "/Value/" + this;
    }

    @Override
    public String toString() {
        return objectType + "/" + pointType + "/" + tagPath;
    }
}
