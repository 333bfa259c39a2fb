package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    @Test
    void shouldPrintTheUsageAndFailWhenNothingIsAsked() {
        Run run = Run.of();
        assertThat(run.err()).startsWith("Usage: linekeeper").contains("serve", "connect", "credential", "explain");
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "help serve",
                "serve --help",
                "help connect",
                "help credential",
                "help replay",
                "help tune",
                "help lab",
                "help experiment",
                "experiment --list",
                "explain -h",
                "--version"
            })
    void shouldHelpOnStdout(String typed) {
        Run run = Run.of(typed.split(" "));
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void shouldExplainEveryOptionWithItsDefault() {
        Stream<OptionSpec> options = LinekeeperCommand.commandLine().getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> command.options().stream())
                .filter(option -> !option.usageHelp() && !option.versionHelp());
        assertThat(options).isNotEmpty().allSatisfy(option -> {
            String text = String.join(" ", option.description());
            assertThat(text).as(option.longestName()).isNotEmpty();
            assertThat(option.required()
                            || text.contains("efault")
                            || option.longestName().equals("--heartbeat"))
                    .as("the help of %s names its default", option.longestName())
                    .isTrue();
        });
    }
}
