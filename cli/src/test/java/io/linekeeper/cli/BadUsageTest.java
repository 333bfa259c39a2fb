package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is one sentence on stderr, perhaps a hint on the next line, nothing on stdout, and exit status 2. */
class BadUsageTest {
    private static final String SERVE = "serve --listen fixed1028:0 ";
    private static final String CONNECT = "connect 127.0.0.1:1 ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sevre | there is no command \"sevre\"; did you mean serve?",
                "frobnicate | there is no command \"frobnicate\"; see the help for those there are",
                "--idle 3s | there is no option --idle; see the help for those there are",
                "serve --lisen x | there is no option --lisen; did you mean --listen?",
                "serve extra | \"extra\" is not expected here",
                "serve --idle | --idle has no value; write --idle D",
                "serve --idle --interval 3s | --idle has no value",
                "serve --idle 3s --idle 4s | --idle is given more than once; give it once",
                "serve --idle 3 | --idle: \"3\" has no unit; write 3s, 500ms or 2h",
                "serve --idle abc | --idle: \"abc\" is no duration",
                "serve --idle=-3s | --idle: \"-3s\" is negative",
                "serve --idle 0s | idle 0 s is not positive",
                "serve --probes x | --probes: \"x\" is no whole number",
                "serve --probes 99999999999 | --probes: \"99999999999\" is no whole number up to 2147483647",
                "serve --probes 0 | probes 0 is not between 1 and 127",
                "serve --probes -1 | probes -1 is not between 1 and 127",
                "serve --within 3s | within 3 s is too short",
                "serve --heartbeat sometimes | --heartbeat: there is no heartbeat \"sometimes\"",
                "serve --heartbeat one-way | --heartbeat: one-way needs the silence",
                "serve --heartbeat one-way:x | --heartbeat: \"x\" is no duration",
                "serve --heartbeat one-way:5s --idle 3s | idle 3 s would have no effect",
                "serve --kernel-keepalive 1s,2s | --kernel-keepalive: \"1s,2s\" is not IDLE,INTERVAL,PROBES, system or off",
                "serve --kernel-keepalive 500ms,1s,3 | kernel keepalive idle 500 ms is not a whole number of seconds",
                "serve --kernel-keepalive 1s,3s,128 | probes 128 is not between 1 and 127",
                "serve --user-timeout 5s --kernel-keepalive 1s,3s,10 | user timeout 5 s is shorter than idle 1 s + 10"
                        + " probes x 3 s = 31 s; raise it to 31 s or more, or lower the probes",
                "serve --user-timeout 5s --kernel-keepalive off --heartbeat off | would be the only detector",
                "serve --stall-limit 40s --user-timeout 30s | stall limit 40 s is not below user timeout 30 s",
                "serve --drain 2h | drain 2 h is not between 0 s and 1 h",
                "serve --greet 123 | --greet: \"123\" has 3 hex digits",
                "serve --greet 0x12 | --greet: \"x\" in \"0x12\" is no hex digit",
                "serve --greet= | --greet: \"\" has 0 hex digits",
                "serve --echo loud | --echo: there is no echo \"loud\"",
                "serve --verdicts maybe | --verdicts: verdicts cannot be \"maybe\"; choose end",
                "serve --transport kqueue | --transport: there is no transport \"kqueue\"; choose auto, epoll or nio",
                "serve --metrics 0.0.0.0:9464 | --metrics: 0.0.0.0 can be reached by others",
                "serve --record - | --record: a recording cannot go to stdout (-), where words go; name a file",
                "serve --record x.jsonl --events ./x.jsonl | --record: events go to \"x.jsonl\" already; name another file",
                "serve --metrics abc | --metrics: \"abc\" is not [HOST:]PORT",
                "serve --icmp 1s | --icmp: \"1s\" is not period=D,timeout=D; write for example period=1s,timeout=300ms",
                "serve --icmp period=10ms,timeout=1s | --icmp: ICMP period 10 ms is not from 200 ms to 1 h; choose a time in"
                        + " that range",
                "serve --listen fixed1028:70000 | --listen: port 70000 is not from 0 to 65535",
                "serve --listen fixed1028 | --listen: \"fixed1028\" is not PROTOCOL:[HOST:]PORT",
                "serve --listen telnet:1 | --listen: there is no protocol \"telnet\"; choose one of line, fixed1028, length16",
                "serve --listen fixed1028:::1:0 | --listen: the IPv6 host ::1 must stand in brackets",
                "serve --listen fixed1028:nohost.invalid:0 | the host nohost.invalid is not known",
                "serve --listen fixed1028:192.0.2.1:0 | the host is no address of this machine",
                "serve --listen line:0.0.0.0:0 | line on 0.0.0.0:0 can be reached by others, and would believe every device"
                        + " by its word",
                "serve --listen line:0 --handshake-deadline 100ms | handshake deadline 100 ms is not from 250 ms to 1 h",
                "serve --listen line:0 --device-credentials /no/such/file | --device-credentials: the file"
                        + " \"/no/such/file\" cannot be read: there is no such file; check its name",
                "serve --listen line:0 --device-credentials /dev/null/x | --device-credentials: the file",
                SERVE + "--events /no/such/folder/x | --events: the file \"/no/such/folder/x\" cannot be opened: its"
                        + " folder does not exist; create the folder, or name another file",
                SERVE + "--events / | --events: the file \"/\" cannot be opened",
                "explain --listen fixed1028:1 | there is no option --listen",
                "connect --protocol fixed1028 | HOST:PORT is missing",
                "connect 127.0.0.1:1 | --protocol is missing; add --protocol line|fixed1028|length16",
                "connect nowhere --protocol fixed1028 | \"nowhere\" is not HOST:PORT",
                "connect 127.0.0.1:0 --protocol fixed1028 | port 0 is not from 1 to 65535",
                CONNECT + "--protocol raw | --protocol: there is no protocol \"raw\"",
                CONNECT + "--protocol fixed1028 --lines 0 | lines 0 is not from 1 to 60000",
                CONNECT + "--protocol fixed1028 --lines 2000000000 | lower it",
                CONNECT + "--protocol length16 --heartbeat two-way | length16 has no heartbeat",
                CONNECT + "--protocol length16 --probes 3 | length16 has no heartbeat",
                CONNECT + "--protocol length16 --send x --type 11 | --type 11 has no meaning in length16",
                CONNECT + "--protocol fixed1028 --heartbeat off --idle 3s | idle 3 s would have no effect",
                CONNECT + "--protocol fixed1028 --every 1s | --every has nothing to send; add --send TEXT",
                CONNECT + "--protocol fixed1028 --type 21 | --type has nothing to send; add --send TEXT",
                CONNECT + "--protocol fixed1028 --send x --type 12 | type 12 is no data type of fixed1028",
                CONNECT + "--protocol fixed1028 --send x --every 0s | every 0 s is not positive",
                CONNECT + "--protocol line | --protocol line connects devices, and none is named; add --device ID, or"
                        + " --device-prefix P and --lines N for many",
                CONNECT
                        + "--protocol line --device a --device-prefix b | --device and --device-prefix exclude each other",
                CONNECT + "--protocol line --device a/b | --device: the device id has the character U+002F at 1",
                CONNECT + "--protocol line --device= | --device: a device id of 0 characters is not from 1 to 128 long",
                CONNECT
                        + "--protocol line --device-prefix a/ | --device-prefix: the device id has the character U+002F",
                CONNECT + "--protocol line --device a --lines 2 | --device a is one device, and a device has one line",
                CONNECT + "--protocol line --device-prefix a --lines 0 | lines 0 is not from 1 to 60000",
                CONNECT + "--protocol line --device a --send x --type 11 | --type 11 has no meaning in line",
                CONNECT + "--protocol line --device a --every 1s | --every has nothing to send; add --send TEXT",
                CONNECT + "--protocol line --device a --credential-file /no/such/file | --credential-file: the file"
                        + " \"/no/such/file\" cannot be read: there is no such file; check its name",
                CONNECT + "--protocol line --device a --credential-file / | --credential-file: the file \"/\" cannot be"
                        + " read",
                CONNECT + "--protocol line --device a --credential-file /dev/null | --credential-file: the file"
                        + " \"/dev/null\" is empty",
                CONNECT
                        + "--protocol fixed1028 --device a | --device has no meaning in fixed1028, which knows no devices",
                CONNECT + "--protocol length16 --device-prefix a | --device-prefix has no meaning in length16",
                CONNECT + "--protocol length16 --credential-file x | --credential-file has no meaning in length16",
                CONNECT + "--protocol length16 --reconnect-after-superseded | has no meaning in length16",
                "lab --only cable | --only: there is no fault \"cable\"; choose from cable-device-idle,",
                "lab --only hung,hunk | --only: there is no fault \"hunk\"; choose from",
                "lab --only= | --only: there is no fault \"\"; choose from",
                "lab --detectors ping | --detectors: there is no detector \"ping\"; choose from none, keepalive-1-3-10,",
                "lab --list --detectors ping | --detectors: there is no detector \"ping\"",
                "lab --repeat 0 | --repeat: 0 is not from 1 to 100; choose a number in that range",
                "lab --parallel 17 | --parallel: 17 is not from 1 to 16; choose a number in that range",
                "lab --out /dev/null | --out: the folder \"/dev/null\" cannot be made",
                "lab --out /dev/null/x | --out: the folder \"/dev/null/x\" cannot be made",
                "experiment | NAME is missing; choose one or more of one-message",
                "experiment telepathy | there is no experiment \"telepathy\"; choose one of one-message",
                "experiment one-message telepathy --list | there is no experiment \"telepathy\"",
                "experiment one-message --out /dev/null/x | --out: the folder \"/dev/null/x\" cannot be made",
                CONNECT + "--protocol fixed1028 --for soon | --for: \"soon\" is no duration",
            })
    void shouldSayWhatIsWrong(String typed, String sentence) {
        Run run = Run.of(typed.split(" "));

        assertThat(run.err()).contains(sentence);
        assertThat(run.err().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("linekeeper: "));
        assertThat(run.err().lines().skip(1)).allMatch(hint -> hint.startsWith("Try '"));
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void shouldRefuseATextThatDoesNotFitIntoItsFrame() {
        Run run = Run.of("connect", "127.0.0.1:1", "--protocol", "fixed1028", "--send", "x".repeat(1025));
        assertThat(run.err()).startsWith("linekeeper: the text to send has 1025 bytes, more than the 1024");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void shouldTellNothingOfACredentialThatIsTooLong(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "sesame".repeat(50));
        Run run = Run.of(
                "connect", "127.0.0.1:1", "--protocol", "line", "--device", "a", "--credential-file", file.toString());
        assertThat(run.err())
                .startsWith("linekeeper: --credential-file: a credential of 300 bytes is longer than 255")
                .doesNotContain("sesame");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void shouldKeepWhatWasTypedOnOneLine() {
        Run run = Run.of("serve", "--idle", "a\nb\u001b[31mc");
        assertThat(run.err().lines().findFirst())
                .hasValue("linekeeper: --idle: \"a b [31mc\" is no duration; write one number and one unit, as in 3s,"
                        + " 500ms or 2h");
    }

    @Test
    void shouldTakeAnAtSignForWhatItIs() {
        Run run = Run.of("explain", "@/etc/passwd");
        assertThat(run.err()).contains("\"@/etc/passwd\" is not expected here");
    }

    @Test
    void shouldRefuseAFileThatIsAFolder(@TempDir Path folder) {
        Run run = Run.of("serve", "--listen", "fixed1028:0", "--events", folder.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
        assertThat(Files.isDirectory(folder)).isTrue();
    }
}
