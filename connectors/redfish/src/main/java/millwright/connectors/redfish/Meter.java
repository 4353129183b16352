package millwright.connectors.redfish;

import java.util.List;

/**
 * A resource that is read in every round.
 *
 * @param rank 0 for what measures a thing itself; higher ones are asked only for what lower ones did not tell
 */
record Meter(String path, int rank, List<Field> fields) {
    Meter {
        fields = List.copyOf(fields);
    }
}
