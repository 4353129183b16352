package millwright.walls;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.regex.Pattern;

/** Of the packages named, a class uses records, interfaces and enums, and none that decides or does something. */
final class UseOnlyPlainShapesOf extends ArchCondition<JavaClass> {
    private static final Pattern DECIDES = Pattern.compile(".*(Rule|Guard|Guards|Executor|Detector|Correlator)");
    private final List<String> packages;

    UseOnlyPlainShapesOf(String... packages) {
        super("use only records, interfaces and enums of " + String.join(" and ", packages)
                + ", never rules, guards or executors");
        this.packages = List.of(packages);
    }

    @Override
    public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
            JavaClass used = dependency.getTargetClass().getBaseComponentType();
            if (packages.stream().anyMatch(used.getName()::startsWith) && !isPlain(used)) {
                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
            }
        }
    }

    private static boolean isPlain(JavaClass used) {
        boolean shape = used.isRecord() || used.isInterface() || used.isEnum();
        return shape && !DECIDES.matcher(used.getSimpleName()).matches();
    }
}
