export const helpText = `Hopcheck: outbound security of Exchange 2003 SMTP virtual servers (check EMG2-803)

  npm run --silent cli -- assess --practice
  npm run --silent cli -- assess --ldif FILE
  npm run --silent cli -- assess --host NAME --account ACCOUNT [connection]
  npm run --silent cli -- check --host NAME --account ACCOUNT [connection]
  npm run --silent cli -- find [DOMAIN] [--dns-server ADDRESS]
  npm run --silent cli -- list
  npm run --silent cli -- show ID
  npm run --silent cli -- sent ID

  npm run --silent cli -- complete ID [--accept-proposals] [--problems-read]
  npm run --silent cli -- bundle ID [--output FILE]
  npm run --silent cli -- import FILE...
  npm run --silent cli -- verify ID | FILE | --all
  npm run --silent cli -- compare ID ID [--csv | --html] [--all]
  npm run --silent cli -- trend ID
  npm run --silent cli -- events ID
  npm run --silent cli -- tag ID [TAG... | --clear]
  npm run --silent cli -- revise ID --reason TEXT
  npm run --silent cli -- delete ID --yes
  npm run --silent cli -- usage
  npm run --silent cli -- backup FILE
  npm run --silent cli -- rescue --list | --restore BACKUP | --salvage

assess   reads an Exchange organisation, proposes a status for every SMTP virtual server and keeps the assessment
  --practice        the sample organisation, served by a practice domain controller on this machine
  --ldif FILE       an export made with ldifde below CN=Microsoft Exchange
  --host NAME       a domain controller
  --assessor NAME   who assesses, decides, imports, verifies and trusts (otherwise the account of the operating system)
check    signs in to a domain controller, says what the account sees of Exchange, and keeps nothing
find     the domain controllers of a domain (otherwise of this computer's), and what each tells everybody
list     the kept assessments, newest first
show     one of them, with the decisions that were made
sent     what was sent to a domain controller to read one of them, without any value

complete completes and seals an assessment: nothing of it changes any more
  --accept-proposals  decides what is undecided as proposed, but leaves out what something was typed for
  --problems-read     you have read what is to be looked at ("show" prints it)
bundle   packs an assessment as one file, completed or not: a capture, with which the review goes on elsewhere
  --output FILE     where to, never over a file that is there (otherwise under a name of its own in the current folder)
import   keeps the assessments of bundles
verify   hashes a kept assessment, a bundle, or with --all every completed assessment anew and compares it with its seal.
         A bundle is only read; what is kept here of the same walk is compared with it
compare  what changed between two assessments of one organisation, whichever is named first
  --csv, --html     as a table for spreadsheets, or as a page to print
  --all             with the objects that are unchanged in every respect
trend    the organisation of an assessment over time
events   what happened to an assessment: its walk, imports, completion, exports, verifications. What show, sent and compare
         print as --json, --csv or --html counts as an export
tag      shows the words to find an assessment by, puts others in their place, or removes them with --clear
revise   begins a correction of a completed assessment, in review again; prints its ID
delete   removes an assessment for good and overwrites it in the file; its seal stays in the chain. Backups that were
         made before still have it
usage    what the data folder takes of the disk
backup   writes a copy of the whole database, checked, never over a file that is there
rescue   ways out of a damaged database; the damaged files are kept in a folder of their own
  --list            whether it is damaged, and the backups in the data folder
  --restore BACKUP  puts one of them in its place
  --salvage         makes a new database of what can be read, and says what is lost

Connection, for assess --host and check
  --account NAME    DOMAIN\\user, user@domain or a distinguished name. The password is asked for, or read from
                    standard input if that is no terminal; it is never an argument
  --channel NAME    automatic    LDAPS, or sealed if that cannot be had (unless told otherwise)
                    sealed       Windows sign-in that encrypts on the usual port; needs no certificate
                    ldaps        TLS from the start
                    start-tls    TLS on the usual port
                    clear-text   without encryption, the password readable; only with --accept-clear-text
  --accept-clear-text  you accept that the password crosses the network readable; kept with the evidence
  --sign-in NAME    inside TLS: automatic (unless told otherwise), ntlm or simple
  --port NUMBER     instead of 389 or 636, for any channel but automatic; never 3268 or 3269, the global catalogue
                    lacks the setting
  --dns-server ADDRESS  the DNS server that knows the domain controller, instead of this computer's
  --legacy-tls      accepts TLS 1.0, as old Windows speaks it
  --trust-authority FILE  trusts the authorities of a file (PEM, DER, P7B) from now on, for every host
  --trust-certificate SHA256  with ldaps or start-tls: trusts the certificate of this host from now on if its SHA-256
                    fingerprint is exactly this and no authority vouches for it

  --json            one JSON document on standard output
  --data DIR        the folder that holds the assessments and whom you trust
  --help, --version

Results go to standard output, messages to standard error. An option that is given twice is refused.
Exit status  0  everything was read, and nothing is open or not reviewed; check: virtual servers are visible;
                find: a domain controller answered; verify: intact; the others: done
             1  something is open or not reviewed; check: no virtual server is visible; find: none answered;
                verify: something was changed; rescue: it is damaged, or not everything could be saved
             2  could not assess, not everything could be read, or the result could not be written; verify: there is no
                seal, or it could not be checked; import: one of the files could not be imported; the others: not done
A reader that closes the pipe early (head, less) changes nothing of it. Ctrl-C cancels: what was read until then is kept.
`;
