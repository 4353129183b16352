package millwright.connectors.snmp;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import millwright.plant.DataState;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * Many objects, a few at a time. An agent to which an answer would be too big is asked for half as many from then on; one
 * that refuses because of one object is asked for each alone. One thread.
 */
final class Questions {
    private final Agent agent;
    private final Map<OID, DataState> refused = new HashMap<>();
    private int most;

    Questions(Agent agent, int most) {
        this.agent = agent;
        this.most = most;
    }

    /** Why an object has no answer, of the last {@link #ask}. */
    Map<OID, DataState> refused() {
        return refused;
    }

    Map<OID, VariableBinding> ask(List<OID> objects) throws IOException, InterruptedException {
        Map<OID, VariableBinding> answers = new LinkedHashMap<>();
        refused.clear();
        for (int at = 0; at < objects.size(); ) {
            int end = Math.min(objects.size(), at + most);
            if (ask(objects.subList(at, end), answers)) {
                at = end;
            }
        }
        return answers;
    }

    /** @return false when fewer must be asked for */
    private boolean ask(List<OID> some, Map<OID, VariableBinding> answers) throws IOException, InterruptedException {
        try {
            for (VariableBinding binding : agent.get(some)) {
                answers.put(binding.getOid(), binding);
            }
        } catch (Refusal e) {
            if (e.isTooBig() && some.size() > 1) {
                most = Math.max(1, some.size() / 2);
                return false;
            } else if (some.size() > 1) {
                for (OID one : some) {
                    ask(List.of(one), answers);
                }
            } else {
                refused.put(
                        some.getFirst(),
                        e.isForbidden() ? DataState.FORBIDDEN : e.isAbsent() ? DataState.NOT_SUPPORTED : DataState.BAD);
            }
        }
        return true;
    }
}
