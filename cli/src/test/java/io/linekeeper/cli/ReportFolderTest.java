package io.linekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {
    private static final String PAGE = "<!doctype html><meta name=\"generator\" content=\"linekeeper lab\">";
    private static final String DATA = "{\"generator\": \"linekeeper lab\"}";
    private static final String TABLE = "<!-- linekeeper lab -->";

    @TempDir
    private Path folder;

    @Test
    void shouldMakeTheFolderAndWriteAllFiles() throws IOException {
        Path out = folder.resolve("a/b");
        ReportFolder.open(out.toString()).write(PAGE, DATA, TABLE);
        assertThat(out.resolve("index.html")).hasContent(PAGE);
        assertThat(out.resolve("results.json")).hasContent(DATA);
        assertThat(out.resolve("matrix.md")).hasContent(TABLE);
        assertThat(out.toFile().list()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a/./b"})
    void shouldLeaveNothingBeforeThereIsAReport(String out) {
        ReportFolder.open(folder.resolve(out).toString());

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveAFolderThatWasThereBefore() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));

        ReportFolder.open(there.toString());
        ReportFolder.open(there.resolve("below").toString());

        assertThat(there).isEmptyDirectory();
    }

    @Test
    void shouldReplaceTheReportOfTheRunBeforeAndNothingElse() throws IOException {
        ReportFolder.open(folder.toString()).write(PAGE, DATA, TABLE);
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");

        ReportFolder.open(folder.toString()).write(PAGE + "2", DATA + "2", TABLE + "2");

        assertThat(folder.resolve("index.html")).hasContent(PAGE + "2");
        assertThat(folder.resolve("results.json")).hasContent(DATA + "2");
        assertThat(folder.resolve("matrix.md")).hasContent(TABLE + "2");
        assertThat(notes).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "results.json", "matrix.md"})
    void shouldNotOverwriteWhatIsNoReport(String name) throws IOException {
        Path other = Files.writeString(folder.resolve(name), "a page of somebody");
        assertThatThrownBy(() -> ReportFolder.open(folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"" + other
                                + "\" is there already and is no report of the lab, so it is not overwritten; name another folder");
        assertThat(other).hasContent("a page of somebody");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void shouldRefuseAFileForAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        for (Path out : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> ReportFolder.open(out.toString()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the folder \"" + out + "\" cannot be made: ")
                    .hasMessageContaining("; ");
        }
        assertThat(file).hasContent("text");
    }
}
