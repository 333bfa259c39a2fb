package io.linekeeper.gateway.client;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.util.Locale;

/** Says in one sentence why a server could not be connected to. */
final class Unreachable {
    private Unreachable() {}

    static ClientException because(ServerAddress server, Throwable cause) {
        return new ClientException("could not connect to " + server + ": " + reason(cause));
    }

    private static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof ConnectTimeoutException || message.contains("timed out")) {
            return "no answer within " + Client.CONNECT_TIMEOUT.toSeconds()
                    + " s; check the address, and that nothing on the way drops packets";
        }
        if (message.contains("too many open files")) {
            return "this process may open no more descriptors; open fewer lines, or raise ulimit -n";
        }
        if (message.contains("cannot assign requested address")) {
            return "this host has no free port left to connect from; open fewer lines";
        }
        if (message.contains("no route") || message.contains("unreachable")) {
            return "there is no route to it; check the address and the network";
        }
        if (cause instanceof ConnectException && message.contains("refused")) {
            return "connection refused; check that the server runs and listens on this port";
        }
        return message.lines().findFirst().orElse("unknown reason") + "; check the address";
    }
}
