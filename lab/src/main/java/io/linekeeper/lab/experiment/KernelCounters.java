package io.linekeeper.lab.experiment;

import io.linekeeper.lab.Host;
import io.linekeeper.lab.LabException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters of a host's kernel, as {@code /proc/net/netstat} has them: lines in pairs, the first with a group and the names, the second
 * with the group and the values (proc_pid_net(5)).
 */
record KernelCounters(Map<String, Long> values) {
    static KernelCounters of(Host host) {
        return parse(host.run("cat", "/proc/net/netstat"));
    }

    static KernelCounters parse(String netstat) {
        List<String> lines = netstat.lines().toList();
        Map<String, Long> values = new HashMap<>();
        for (int pair = 0; pair + 1 < lines.size(); pair += 2) {
            String[] name = lines.get(pair).split(" ");
            String[] value = lines.get(pair + 1).split(" ");
            if (name.length != value.length || !name[0].equals(value[0])) {
                throw new LabException(
                        "not a pair of lines of netstat: " + lines.get(pair) + " / " + lines.get(pair + 1));
            }
            for (int i = 1; i < name.length; i++) {
                values.put(name[i], Long.parseLong(value[i]));
            }
        }
        return new KernelCounters(values);
    }

    /** Returns the value of that name, for example {@code ListenOverflows}. */
    long value(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new LabException("this kernel has no counter " + name);
        }
        return value;
    }
}
