package millwright.desk;

import java.util.List;
import millwright.plant.EntityId;

/** Getting to other screens. FX thread. */
public interface Navigation {
    /** Opens or brings forward the screen with that id. */
    void open(String view);

    /** Opens the screen and selects the entity there. */
    void open(String view, EntityId entity);

    /** Ids of the screens that exist, in rail order. */
    List<String> views();

    /** A short message at the foot of the window, for example what was copied where. */
    void say(String message);

    /** Tells a problem with its remedy. */
    void warn(String message);
}
