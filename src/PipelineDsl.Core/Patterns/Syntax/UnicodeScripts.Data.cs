namespace PipelineDsl.Patterns;

// Generated from the Unicode Character Database 15.0.0 (Script), the version that Prometheus' regexp library carries.
// Runs over all code points from U+0000: two letters for the script (its index in Names in base 26) or '-' for none, then the length
// of the run unless it is 1.
internal static partial class UnicodeScripts
{
    private const string Names =
        "Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi " +
        "Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform " +
        "Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic " +
        "Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew " +
        "Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi " +
        "Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian " +
        "Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive " +
        "Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu " +
        "Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian " +
        "Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician " +
        "Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo " +
        "Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan " +
        "Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square";

    private const string Runs =
        "ay65cs26ay6cs26ay47csay15csay5cs23aycs31aycs449ay39cs5ay5am2ay20cd112br4aybr3-2br4aybr-4braybraybr3-br-br20-br63az14br16" +
        "bd133cd2bd169-ae38-2ae50-2ae3-ca55-8ca27-4ca6-11ad5ayad6ayad14ayad3ayad32ayad10cd11ad26cdad108ayad34fi14-fi60-2fi3ad48ft50" +
        "-14dx59-2dx3ew46-2ew15-dd28-2dd-fi11-5ad31-ad2-6ad74ayad29bf81cd4bf15ay2bf26ak4-ak8-2ak2-2ak22-ak7-ak-3ak4-2ak9-2ak2-2ak4-8" +
        "ak-4ak2-ak5-2ak25-2bu3-bu6-4bu2-2bu22-bu7-bu2-bu2-bu2-2bu-bu5-4bu2-2bu3-3bu-7bu4-bu-7bu17-10bs3-bs9-bs3-bs22-bs7-bs2-bs5-2" +
        "bs10-bs3-bs3-2bs-15bs4-2bs12-7bs7-el3-el8-2el2-2el22-el7-el2-el5-2el9-2el2-2el3-7el3-4el2-el5-2el18-10fp2-fp6-3fp3-fp4-3fp2" +
        "-fp-fp2-3fp2-3fp3-3fp12-4fp5-3fp3-fp4-2fp-6fp-14fp21-5fs13-fs3-fs23-fs16-2fs9-fs3-fs4-7fs2-fs3-2fs-2fs4-2fs10-7fs9ci13-ci3" +
        "-ci23-ci10-ci5-2ci9-ci3-ci4-7ci2-6ci2-ci4-2ci10-ci3-12dc13-dc3-dc51-dc3-dc6-4dc16-2dc26-fc3-fc18-3fc24-fc9-fc-2fc7-3fc-4fc6" +
        "-fc-fc8-6fc10-2fc3-12fu58-4ayfu28-37cr2-cr-cr5-cr24-cr-cr23-2cr5-cr-cr7-cr10-2cr4-32fv72-fv36-4fv39-fv36-fv15-fv7ay4fv2-37" +
        "dr160bn38-bn-5bn-2bn43aybn4bw256bm73-bm4-2bm7-bm-bm4-2bm41-bm4-2bm33-bm4-2bm7-bm-bm4-2bm15-bm57-bm4-2bm67-2bm32-3bm26-6aw86" +
        "-2aw6-2ar640ea29-3ev75ay3ev11-7fj22-9fjby21ay2-9aq20-12fk13-fk3-fk2-12co94-2co10-6co10-6do2ay2doaydo20-6do89-7do43-5ar70-10" +
        "cu31-cu12-4cu12-4cu-3cu12fl30-2fl5-11dv44-4dv26-6dv11-3dv2co32ap28-2ap2fm63-fm29-2fm11-6fm10-6fm14-2cd31-49ag77-3ag47-fg64" +
        "aj52-8aj4ct56-3ct15-3ct3eb48bd9-7bn43-2bn3fg8-8cd3aycd13aycd7ay4cday6cday3cd2ay-5cs38br5bdcs49br5cs4br5cs13bdcs70brcd64cs256" +
        "br22-2br6-2br38-2br6-2br8-br-br-br-br31-2br53-br15-br14-2br6-br19-2br3-br9-ay12cd2ay87-ay11cs-2ay11csay15-cs13-3ay33-15cd33" +
        "-15ay38bray3cs2ay6csay27csay17cs41ay3-4ay663-25ay11-21ay928ao256ay628-2ay32-ay105bo96cs32az116-5az7bn38-bn-5bn-2fw56-7fw2-14" +
        "fwbm23-9bm7-bm7-bm7-bm7-bm7-bm7-bm7-bm7-bd32ay94-34bv26-bv89-12bv214-26ay12-4ay5bvaybvay25bv9cd4bw2ay8bv4ay4-cb86-2cd2ay2cb3" +
        "aycj90ay2cj3-5am43-bw94-ay16am32ay36-12cj16bw31-ay64bw31ay81cj47aycj88ay168bv6592ay64bv20992gf1165-3gf55-9cx48ga300-20bd96" +
        "ah88-8ay34cs102ay3cs64-5cs2-cs-cs5-24cs14fh45-3ay10-6er56-8ex70-8ex12-6bf32cl46aycleu36-11eubw29-3cg78-aycg10-4cg2dr31-av55" +
        "-9av14-2av10-2av4dr32fn67-24fn5di23-10bm6-2bm6-2bm6-9bm7-bm7-cs43aycs9brcs4ay2-4aw80di46-2di10-6bw11172-12bw23-4bw49-8452" +
        "bv366-2bv106-38cs7-12ae5-5ca26-ca5-ca-ca2-ca2-ca10ad115-16ad363ay2ad80-2ad54-7ad-32ad16cd16ay10-6cd14bd2ay35-ay19-ay4-4ad5" +
        "-ad135-2ay-ay32cs26ay6cs26ay11cj10aycj45ay2bw31-3bw6-2bw6-2bw6-2bw3-3ay7-ay7-10ay5-2cw12-cw26-cw19-cw2-cw15-2cw14-34cw123-5" +
        "ay3-4ay45-3ay9br79-ay13-3br-47ay45cd-130cy29-3as49-15cday27-4ed36-9ed3bp27-5ef43-5fz30-fzeg36-4eg14-42be80ez48en30-2en10-6" +
        "em36-4em36-4bk40-8at52-11atgb11-gb15-gb7-gb2-gb11-gb15-gb7-gb2-67cv311-9cv22-10cv8-24cs6-cs42-cs9-69bb6-2bb-bb44-bb2-3bb-2" +
        "bbcc22-cc9ep32ds31-8ds9-48bz19-bz2-5bz5es28-3escz26-5cz-64dl32dk24-4dk20-2dk46cm4-cm2-5cm8-cm3-cm29-2cm3-4cm10-7cm9-7ei32" +
        "ee32-32de39-4de12-9af54-3af7cf22-2cf8ce19-5ce8et18-7et4-12et7-80ej73-55ec51-13ec51-7ec6bx40-8bx10-294ad31-ge42-ge3-2ge2-75" +
        "ad3eh40-8fd42-22ek26-38ax28-20bl23-9an78-4an36-9anch67-10ch-2fe25-7fe10-6au53-au18-8da39-9ey96-fc20-11cp18-cp47-62dq7-dq-dq4" +
        "-dq15-dq11-6cq59-5cq10-6bq4-bq8-2bq2-2bq22-bq7-bq2-bq5-cdbq9-2bq2-2bq3-2bq-6bq-5bq7-2bq7-3bq5-139dw92-dw5-30fx72-8fx10-166" +
        "fa54-2fa38-34dn69-11dn10-6do13-19fo58-6fo10-54ab27-2ab15-4ab23-185bh60-100gd83-12gdbg7-2bg-2bg8-bg2-bg30-bg2-2bg12-9bg10-70" +
        "du8-2du46-2du11-27gg72-8ff83-13ar16eq57-7bf10-246al9-al45-al14-10al29-3df32-2df22-df14-73dg7-dg2-dg44-3dg-dg2-dg9-8dg10-6bt6" +
        "-bt2-bt37-bt2-bt6-7bt10-310db25-7ck17-ck41-3ck28-86cx-15fp50-13fpba922-102ba111-ba5-11ba196-2636bc99-13bj1110-4010ac583-8633" +
        "ah569-7dp31-dp10-4dp2fq79-fq10-6ai30-2ai6-10eo70-10eo10-eo7-eo21-5eo19-688dh91-101dm75-4dm57-7dm17-64frdybv2cn-11bv2-14" +
        "fr6136-8fr768cn470-42fr9-8935cj4-cj7-cj2-cjcb287cj3-15cb-29cb3-2cj-14cj4-8dy396-2308bi107-5bi13-3bi9-7bi10-2bi4ay4-4700cd46" +
        "-2cd23-9ay116-60ay246-10ay39-2ay62cd3ay17cd8ay2cd7ay30cd4ay61-21br70-122ay20-12ay20-12ay87-9ay25-135ay85-ay71-ay2-2ay-2ay2-2" +
        "ay4-ay12-ay-ay7-ay65-ay4-2ay8-ay7-ay28-ay4-ay5-ay-3ay7-ay340-2ay292-2ay50fb652-15fb5-fb15-1104cs31-6cs6-213bo7-bo17-2bo7-bo2" +
        "-bo5-5bd62-33bd-112dz45-3dz14-2dz10-4dz2-320fy31-17gc58-5gc-464dt42-742bm7-bm4-bm2-bm15-dj197-2dj16-41aa76-4aa10-4aa2-785" +
        "ay68-76ay61-194ad4-ad27-ad2-ad-2ad-ad10-ad4-ad-ad-6ad-4ad-ad-ad-ad3-ad2-ad-2ad-ad-ad-ad-ad-ad2-ad-2ad4-ad7-ad4-ad4-ad-ad10" +
        "-ad17-5ad3-ad5-ad17-52ad2-270ay44-4ay100-12ay15-2ay15-ay15-ay37-10ay174-56ay26cbay2-13ay44-4ay9-7ay2-14ay6-154ay984-4ay17-3" +
        "ay13-3ay119-4ay95-6ay12-4ay-15ay12-4ay56-8ay10-6ay40-8ay30-2ay2-78ay340-12ay14-2ay13-3ay9-7ay46-ay7-8ay14-4ay9-7ay9-7ay147" +
        "-ay55-37ay10-1030bv42720-32bv4154-6bv222-2bv5762-14bv7473-3103bv542-1506bv4939-5bv4192-711761ay-30ay96-128cd240-196112";
}
