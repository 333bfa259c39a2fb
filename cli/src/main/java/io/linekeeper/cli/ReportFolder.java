package io.linekeeper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The folder that a run of the lab writes its report to. A file that is no such report is never overwritten. */
final class ReportFolder {
    /** What our files say of themselves near their beginning. */
    private static final String OURS = "linekeeper lab";

    private static final int BEGINNING = 4_096;
    private static final String PAGE = "index.html";
    private static final String DATA = "results.json";
    private static final String TABLE = "matrix.md";

    /** A temporary file is its owner's alone; a report is no secret. */
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Finds out whether a report can be written there. Nothing is left of that: a folder that is not there is made when there is a report.
     *
     * @throws IllegalArgumentException if it cannot be had, or has such files that are not ours
     */
    static ReportFolder open(String name) {
        try {
            Path folder = Path.of(name);
            List<Path> missing = missing(folder);
            try {
                Files.createDirectories(folder);
                requireUsable(folder);
            } finally {
                removeEmpty(missing);
            }
            return new ReportFolder(folder);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the folder \"" + name + "\" cannot be made: " + FileRefusal.toWrite(e), e);
        }
    }

    /** The folders on the way to this one that are not there, innermost first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path path = folder.toAbsolutePath().normalize();
                path != null && Files.notExists(path);
                path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    private static void removeEmpty(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException usedMeanwhile) {
                // It is no more ours alone.
            }
        }
    }

    private static void requireUsable(Path folder) throws IOException {
        requireOurs(folder.resolve(PAGE));
        requireOurs(folder.resolve(DATA));
        requireOurs(folder.resolve(TABLE));
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("the folder \"" + folder
                    + "\" cannot be written to: permission denied; name a folder that this user may write to");
        }
    }

    private static void requireOurs(Path file) throws IOException {
        if (Files.exists(file) && !beginning(file).contains(OURS)) {
            throw new IllegalArgumentException("\"" + file
                    + "\" is there already and is no report of the lab, so it is not overwritten; name another folder");
        }
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
        } catch (NoSuchFileException goneMeanwhile) {
            return OURS;
        }
    }

    /** Makes the folder if it is not there, and writes the files, each as a whole or not at all, in the place of those of the run before. */
    void write(String page, String data, String table) throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve(PAGE), page);
        replace(folder.resolve(DATA), data);
        replace(folder.resolve(TABLE), table);
    }

    private void replace(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            Files.writeString(fresh, text);
            Files.setPosixFilePermissions(fresh, READABLE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The page, for a browser. */
    Path page() {
        return folder.resolve(PAGE);
    }
}
