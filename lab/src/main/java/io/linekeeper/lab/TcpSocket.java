package io.linekeeper.lab;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel says of one TCP socket, by {@code ss -tanioHO} (ss(8)).
 *
 * @param state as ss writes it: {@code LISTEN}, {@code ESTAB}, {@code FIN-WAIT-1}, {@code CLOSE-WAIT}, ...
 * @param unread bytes received that no process has read
 * @param unacknowledged bytes sent or to be sent that the peer has not acknowledged
 * @param local address and port here
 * @param remote address and port there
 * @param details the rest: the timer and the fields of TCP_INFO
 */
public record TcpSocket(String state, long unread, long unacknowledged, String local, String remote, String details) {
    private static final int COLUMNS = 6;
    private static final Pattern MAPPED = Pattern.compile("\\[::ffff:([0-9.]+)]");

    static TcpSocket parse(String line) {
        String[] part = line.strip().split("\\s+", COLUMNS);
        if (part.length < COLUMNS - 1) {
            throw new LabException("not a line of ss: " + line);
        }
        String details = part.length == COLUMNS ? part[COLUMNS - 1] : "";
        return new TcpSocket(
                part[0], Long.parseLong(part[1]), Long.parseLong(part[2]), plain(part[3]), plain(part[4]), details);
    }

    /** An IPv4 address is written as one, also where the program's socket is for IPv6 too. */
    private static String plain(String address) {
        return MAPPED.matcher(address).replaceFirst("$1");
    }

    /**
     * Returns a number from the details, for example {@code lastrcv}: milliseconds since data last came in, read or unread.
     *
     * @return empty if ss does not show it, which for most fields means 0
     */
    public OptionalLong number(String field) {
        Matcher matcher =
                Pattern.compile("(?:^| )" + Pattern.quote(field) + ":(\\d+)").matcher(details);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
