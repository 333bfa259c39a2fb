package io.linekeeper.cli;

import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, and what to do, as the end of a sentence. */
final class FileRefusal {
    private FileRefusal() {}

    static String toRead(Exception refusal) {
        if (refusal instanceof NoSuchFileException) {
            return "there is no such file; check its name";
        }
        if (refusal instanceof AccessDeniedException) {
            return "permission denied; name a file that this user may read";
        }
        if (refusal instanceof MalformedInputException) {
            return "it is no text in UTF-8; name another file";
        }
        return other(refusal);
    }

    static String toWrite(Exception refusal) {
        if (refusal instanceof NoSuchFileException) {
            return "its folder does not exist; create the folder, or name another file";
        }
        if (refusal instanceof AccessDeniedException) {
            return "permission denied; name a file that this user may write";
        }
        if (refusal instanceof FileAlreadyExistsException) {
            return "it is there already, and is not overwritten; remove it, or name another file";
        }
        return other(refusal);
    }

    private static String other(Exception refusal) {
        String why = refusal instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : refusal.getMessage();
        return why + "; name another file";
    }
}
