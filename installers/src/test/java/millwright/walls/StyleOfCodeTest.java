package millwright.walls;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** House rules that bytecode shows: names, singletons, static state, colours. Generated classes are left out. */
@AnalyzeClasses(packages = "millwright", importOptions = DoNotIncludeTests.class)
class StyleOfCodeTest {
    private static final String CONTRACT = "millwright.plant.v1..";
    private static final Set<String> COLOUR_MAKERS = Set.of("web", "valueOf", "rgb", "grayRgb", "gray", "hsb", "color");

    @ArchTest
    static final ArchRule NO_SINGLETONS = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .haveName("getInstance");

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(CONTRACT)
            .should(beFinal());

    @ArchTest
    static final ArchRule PLAIN_NAMES = noClasses()
            .that()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .haveNameMatching(".*\\.(I[A-Z][a-z]\\w*|Common\\w*|\\w*(Impl|Manager|Helper|Utils?))");

    @ArchTest
    static final ArchRule COLOURS_ARE_MADE_IN_STYLES = noClasses()
            .that()
            .resideOutsideOfPackage("millwright.styles..")
            .should()
            .callMethodWhere(new DescribedPredicate<JavaCall<?>>("it makes a colour from numbers or a name") {
                @Override
                public boolean test(JavaCall<?> call) {
                    return isPaint(call.getTargetOwner().getName()) && COLOUR_MAKERS.contains(call.getName());
                }
            });

    @ArchTest
    static final ArchRule COLOURS_ARE_NAMED_IN_STYLES = noClasses()
            .that()
            .resideOutsideOfPackage("millwright.styles..")
            .should()
            .accessFieldWhere(new DescribedPredicate<JavaFieldAccess>("it is a named colour") {
                @Override
                public boolean test(JavaFieldAccess access) {
                    return isColour(access.getTargetOwner().getName())
                            && !access.getName().equals("TRANSPARENT");
                }
            });

    private static boolean isColour(String owner) {
        return owner.equals("javafx.scene.paint.Color") || owner.equals("java.awt.Color");
    }

    private static boolean isPaint(String owner) {
        return owner.equals("javafx.scene.paint.Color") || owner.equals("javafx.scene.paint.Paint");
    }
}
