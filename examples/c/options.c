/* The command line: what is wrong is said in one sentence, and nothing is guessed. */
#include "options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] = "device HOST PORT --device ID [--credential-file F] [--heartbeat one-way|two-way] [--send TEXT]"
                            " [--for SECONDS], or device --vectors FILE";

static _Noreturn void wrong(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("device: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\n", stderr);
    va_end(args);
    exit(2);
}

static long long number(const char *name, const char *text, long long least, long long most) {
    char *end = NULL;
    long long value = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != 0 || value < least || value > most) {
        wrong("%s is \"%s\", which is no whole number from %lld to %lld", name, text, least, most);
    }
    return value;
}

/* Editors and echo(1) end a file with a line end that nobody meant to be part of the secret. What it is is never printed. */
static void read_credential(const char *file, struct options *options) {
    uint8_t bytes[LARGEST_CREDENTIAL + 64];
    FILE *in = fopen(file, "rb");
    size_t count = in != NULL ? fread(bytes, 1, sizeof bytes, in) : 0;
    if (in == NULL || ferror(in)) {
        wrong("cannot read the credential file %s", file);
    }
    fclose(in);
    while (count > 0 && (bytes[count - 1] == '\n' || bytes[count - 1] == '\r')) {
        count--;
    }
    if (count == 0 || count > LARGEST_CREDENTIAL) {
        wrong("the credential in %s is %s; it must be 1 to %d bytes", file, count == 0 ? "empty" : "too long",
              LARGEST_CREDENTIAL);
    }
    memcpy(options->credential, bytes, count);
    options->credential_length = count;
}

struct options read_options(int count, char **words) {
    struct options options = {.beats = true, .seconds = -1};
    if (count == 3 && strcmp(words[1], "--vectors") == 0) {
        exit(run_vectors(words[2]));
    }
    for (int i = 1; i < count; i++) {
        const char *name = words[i], *value = i + 1 < count ? words[i + 1] : NULL;
        if (strncmp(name, "--", 2) != 0) {
            if (options.port != NULL) {
                wrong("\"%s\" is one word too many; the usage is %s", name, USAGE);
            }
            *(options.host == NULL ? &options.host : &options.port) = name;
            continue;
        }
        bool device = strcmp(name, "--device") == 0, file = strcmp(name, "--credential-file") == 0;
        bool heartbeat = strcmp(name, "--heartbeat") == 0, send = strcmp(name, "--send") == 0;
        if (!device && !file && !heartbeat && !send && strcmp(name, "--for") != 0) {
            wrong("there is no option %s; the usage is %s", name, USAGE);
        }
        if (value == NULL) {
            wrong("%s needs a value; the usage is %s", name, USAGE);
        }
        i++;
        if (device) {
            options.device = value;
        } else if (file) {
            read_credential(value, &options);
        } else if (send) {
            options.send = value;
        } else if (!heartbeat) {
            options.seconds = number(name, value, 0, 1000000000);
        } else if (strcmp(value, "one-way") == 0 || strcmp(value, "two-way") == 0) {
            options.beats = *value == 'o';
        } else {
            wrong("--heartbeat is \"%s\", neither one-way nor two-way", value);
        }
    }
    if (options.port == NULL) {
        wrong("HOST and PORT are missing; the usage is %s", USAGE);
    }
    number("PORT", options.port, 1, 65535);
    if (options.device == NULL || !is_device_id(options.device)) {
        wrong("--device must say who this is, in 1 to %d characters of A-Z a-z 0-9 . _ : -", LARGEST_ID);
    }
    return options;
}
