package millwright.connectors.redfish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    private static final URI BMC = URI.create("https://10.0.0.7/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.8/redfish/v1/Systems",
                "http://10.0.0.7/redfish/v1/Systems",
                "https://10.0.0.7:444/redfish/v1/Systems",
                "https://10.0.0.7@evil.example/redfish/v1/Systems",
                "https://user@10.0.0.7/redfish/v1/Systems",
                "//evil.example/redfish/v1/Systems",
                "\\\\evil.example\\redfish\\v1",
                "/redfish/../admin",
                "/redfish/v1/../../admin",
                "/admin",
                "redfish/v1/Systems",
                "file:///redfish/v1",
                "/redfish/v1/a b",
                "",
                "#/x"
            })
    void theseAreNotFollowed(String link) {
        assertEquals(Optional.empty(), Paths.local(link, BMC));
    }

    @Test
    void theseStayOnTheController() {
        assertEquals(Optional.of("/redfish/v1/Systems/1"), Paths.local("/redfish/v1/Systems/1", BMC));
        assertEquals(Optional.of("/redfish/v1/Power"), Paths.local("/redfish/v1/Power#/Voltages/0", BMC));
        assertEquals(Optional.of("/redfish/v1/S?$skip=50"), Paths.local("/redfish/v1/S?$skip=50", BMC));
        assertEquals(Optional.of("/redfish/v1/S"), Paths.local("https://10.0.0.7:443/redfish/v1/S", BMC));
        assertEquals("/redfish/v1", Paths.key("/redfish/v1/"));
    }

    @Property
    void whateverIsFollowedIsOnTheController(@ForAll String anything) {
        for (String link : new String[] {anything, "/redfish/" + anything, "https://10.0.0.7/redfish/" + anything}) {
            Paths.local(link, BMC).ifPresent(path -> {
                URI target = BMC.resolve(path);
                assertEquals("10.0.0.7", target.getHost());
                assertTrue(target.getRawPath().startsWith("/redfish/"), target.toString());
            });
        }
    }
}
