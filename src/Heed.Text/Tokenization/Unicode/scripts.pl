# Writes scripts.txt with the Unicode data that Perl brings: perl scripts.pl > scripts.txt
use strict;
use warnings;
use Unicode::UCD qw(prop_invmap);

my ($starts, $names) = prop_invmap("Script");
my %ranges;
for my $i (0 .. $#$starts) {
    my ($name, $first) = ($names->[$i], $starts->[$i]);
    next if $name eq "Unknown" || $first > 0x10FFFF;
    my $last = ($i < $#$starts ? $starts->[$i + 1] : 0x110000) - 1;
    push @{ $ranges{$name} }, $first == $last ? sprintf("%X", $first) : sprintf("%X-%X", $first, $last);
}

print "# Unicode " . Unicode::UCD::UnicodeVersion() . ", written by scripts.pl; licence: ../../Corpora/Dates/UNICODE-LICENSE.txt\n";
print "# A script and its characters; those that are not here have none.\n";
print join(" ", $_, @{ $ranges{$_} }), "\n" for sort keys %ranges;
