package io.linekeeper.cli;

import io.linekeeper.netty.ResolvedTransport;
import io.linekeeper.netty.Transport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The way to the sockets, as all commands take it. */
final class TransportOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--transport",
            paramLabel = "auto|epoll|nio",
            description = "epoll: Linux, can do all of it. nio: runs everywhere, but without user timeout and without"
                    + " asking the kernel (TCP_INFO). Default: auto, epoll where it can be used.")
    private Transport transport = Transport.AUTO;

    Transport transport() {
        return transport;
    }

    /**
     * What this machine has.
     *
     * @throws ParameterException if it has not what was asked for
     */
    ResolvedTransport resolve() {
        try {
            return transport.resolve();
        } catch (UnsupportedOperationException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
