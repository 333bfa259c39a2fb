package io.linekeeper.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Imports point one way: cli -> lab, gateway -> netty -> core. This module sees all the others, so the rule lives here. */
class ArchitectureTest {
    /** The packages of the module {@code core}. One more there is one more here. */
    private static final String[] CORE = {
        "io.linekeeper.client..",
        "io.linekeeper.policy..",
        "io.linekeeper.line..",
        "io.linekeeper.replay..",
        "io.linekeeper.session..",
        "io.linekeeper.wire.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.linekeeper");

    @Test
    void shouldSeeTheClassesOfEveryModule() {
        assertThat(CLASSES)
                .extracting(type -> type.getPackageName().split("\\.")[2])
                .contains("policy", "line", "netty", "gateway", "lab", "cli");
    }

    @Test
    void shouldImportOneWayOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.linekeeper..")
                .withOptionalLayers(true)
                .layer("core")
                .definedBy(CORE)
                .layer("netty")
                .definedBy("io.linekeeper.netty..")
                .layer("gateway")
                .definedBy("io.linekeeper.gateway..")
                .layer("lab")
                .definedBy("io.linekeeper.lab..")
                .layer("cli")
                .definedBy("io.linekeeper.cli..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lab")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("gateway")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("netty")
                .mayOnlyBeAccessedByLayers("gateway", "lab", "cli")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheCoreOnTheJdkAlone() {
        String[] allowed = new String[CORE.length + 2];
        System.arraycopy(CORE, 0, allowed, 0, CORE.length);
        allowed[CORE.length] = "java..";
        allowed[CORE.length + 1] = "org.jspecify..";
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("io.linekeeper.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
