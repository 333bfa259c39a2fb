package io.linekeeper.lab.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbilityTest {
    @Test
    void shouldNameTheCommandsThatAreMissingAndThePackagesThatHaveThem(@TempDir Path folder) throws Exception {
        for (String command : new String[] {"ip", "ss", "unshare", "prlimit"}) {
            Files.createFile(folder.resolve(command)).toFile().setExecutable(true);
        }
        Files.createFile(folder.resolve("nft"));

        assertThat(Ability.missingCommands(folder + "::/no/such/folder", ""))
                .hasValue("the lab needs commands that are not installed here: nsenter, nft; on Debian: apt-get install"
                        + " util-linux nftables");

        folder.resolve("nft").toFile().setExecutable(true);
        assertThat(Ability.missingCommands("", folder.toString())).isPresent();
        Files.createFile(folder.resolve("nsenter")).toFile().setExecutable(true);
        assertThat(Ability.missingCommands("", folder.toString())).isEmpty();
    }
}
