package millwright.walls;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which part may see which, where Maven's modules alone cannot say it. Reads the bytecode of everything that ships.
 */
@AnalyzeClasses(packages = "millwright", importOptions = DoNotIncludeTests.class)
class WallsTest {
    private static final String[] BELOW_THE_DESK = {
        "millwright.plant..",
        "millwright.feed..",
        "millwright.series..",
        "millwright.analysis..",
        "millwright.control..",
        "millwright.connectors.."
    };
    /** The generated half of the wire: it belongs to the connectors, its package name is the contract's. */
    private static final String CONTRACT = "millwright.plant.v1..";

    @ArchTest
    static final ArchRule NO_SCREEN_BELOW_THE_DESK = noClasses()
            .that()
            .resideInAnyPackage(BELOW_THE_DESK)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "com.sun.javafx..", "org.controlsfx..", "millwright.styles..");

    @ArchTest
    static final ArchRule THE_WIRE_STAYS_IN_CONNECTORS = noClasses()
            .that()
            .resideOutsideOfPackages("millwright.connectors..", CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", CONTRACT);

    @ArchTest
    static final ArchRule THE_DATABASE_STAYS_IN_CAPTURES = noClasses()
            .that()
            .resideOutsideOfPackages("millwright.connectors.capture..", "millwright.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("millwright.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_VIEW_SEES_ANOTHER = slices().matching("millwright.views.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("millwright.views.kit.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_PROTOCOL_SEES_ANOTHER = slices().matching("millwright.connectors.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage(
                            "millwright.connectors.link..",
                            "millwright.connectors.gateway..",
                            "millwright.connectors.otlp.."),
                    resideInAPackage("millwright.connectors.wire.."))
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage("millwright.connectors.config..", "millwright.connectors.source.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SCREENS_SEE_WHAT_WAS_FOUND_NOT_HOW = classes()
            .that()
            .resideInAnyPackage("millwright.desk..", "millwright.views..")
            .should(new UseOnlyPlainShapesOf("millwright.analysis.", "millwright.control."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_DESK_TOUCHES_THE_PLATFORM = noClasses()
            .that()
            .resideOutsideOfPackage("millwright.desk..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javafx.application.Platform");

    @ArchTest
    static final ArchRule NOTHING_SEES_THE_LAUNCHER = noClasses()
            .that()
            .resideOutsideOfPackages("millwright.launcher..", "millwright.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("millwright.launcher..");
}
