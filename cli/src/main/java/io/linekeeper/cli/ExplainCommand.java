package io.linekeeper.cli;

import io.linekeeper.gateway.PolicyReport;
import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.policy.LivenessPolicy;
import io.linekeeper.policy.PolicyDraft;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code linekeeper explain}: what a policy comes to. */
@Command(
        name = "explain",
        description = "Prints the bounds of a policy, and which failure it finds by what and in what time.",
        mixinStandardHelpOptions = true,
        versionProvider = LinekeeperCommand.Version.class)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Mixin
    private TransportOption transport = new TransportOption();

    @Override
    public Integer call() {
        PolicyDraft draft = policy.draft();
        LivenessPolicy resolved = draft.resolve();
        ResolvedTransport here = transport.resolve();
        PrintWriter out = spec.commandLine().getOut();
        out.print(PolicyReport.of(resolved, here.capabilities()));
        out.println();
        draft.notes().forEach(note -> out.println("note: " + note));
        out.println("transport: " + here.transport().name().toLowerCase(Locale.ROOT));
        here.missing().forEach(missing -> out.println("not on this platform: " + missing));
        out.flush();
        return ExitCode.OK;
    }
}
