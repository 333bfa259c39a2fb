package io.linekeeper.gateway.client;

import io.linekeeper.netty.Transport;
import io.linekeeper.netty.client.LineClientConfig;
import io.linekeeper.session.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the devices of one process do. A value.
 *
 * @param each what each of them does, whatever device it names
 * @param devices who they are, 1 to {@value ClientConfig#MOST_LINES}
 * @param message what each sends whenever it has become live; empty: nothing
 * @param telling whether each change of state and each message that comes is told in words, too many for a crowd
 */
public record FleetConfig(
        LineClientConfig each,
        List<DeviceId> devices,
        Transport transport,
        Optional<Message> message,
        boolean telling) {

    /** @throws IllegalArgumentException if there are too few or too many devices, with one sentence */
    public FleetConfig {
        requireCount(devices.size());
        devices = List.copyOf(devices);
    }

    /**
     * Devices that are numbered: {@code d1}, {@code d2} and so on.
     *
     * @throws IllegalArgumentException if these are no device ids, or too few or too many, with one sentence
     */
    public static List<DeviceId> numbered(String prefix, int count) {
        requireCount(count);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new DeviceId(prefix + number))
                .toList();
    }

    private static void requireCount(int count) {
        if (count < 1 || count > ClientConfig.MOST_LINES) {
            throw new IllegalArgumentException("lines " + count + " is not from 1 to " + ClientConfig.MOST_LINES
                    + ", the ports that one address has to connect from; choose a number in that range");
        }
    }
}
